/** A module as the CRM knows it: what it registered, and the switches the merchant has. */
import { html } from "hono/html";
import type { RegisteredModule } from "../state/account-types.ts";
import { badge, moduleBadge } from "./badges.ts";
import { input } from "./forms.ts";
import { moment, page, type Html, type Visit } from "./page.ts";

export function modulePage(v: Visit, module: RegisteredModule): Promise<Response> {
  const { t } = v;
  const path = `${v.base}/admin/integration/${encodeURIComponent(module.code)}`;
  return page(v, {
    title: module.name ?? module.code,
    section: "/admin/integration/list",
    body: html`<div class="title">
        <h1>${module.name ?? module.code}</h1>
        ${moduleBadge(v, module)}
      </div>
      <div class="columns">
        <div>
          <section class="card">
            <dl>
              <dt>${t.moduleCode}</dt>
              <dd><code>${module.code}</code> (${module.integrationCode})</dd>
              <dt>${t.registeredAt}</dt>
              <dd>${moment(v, module.registeredAt)}</dd>
              <dt>${t.clientId}</dt>
              <dd><code>${masked(module.clientId)}</code></dd>
              <dt>${t.baseUrl}</dt>
              <dd><code>${module.baseUrl}</code></dd>
              <dt>${t.accountUrl}</dt>
              <dd><code>${module.accountUrl}</code></dd>
            </dl>
            ${openAccount(v, module)}
          </section>
          <section class="card">
            <h2>${t.shops}</h2>
            ${shops(v, module)}
          </section>
          <section class="card">
            <h2>${t.callbacks}</h2>
            <dl>
              ${callbacks(module).map(
                ([action, url]) =>
                  html`<dt>${action}</dt>
                    <dd><code>${url}</code></dd>`,
              )}
            </dl>
            <details>
              <summary>${t.received}</summary>
              <pre>${JSON.stringify(hideClientId(module), null, 2)}</pre>
            </details>
          </section>
        </div>
        <div>
          <section class="card">
            <h2>${t.state}</h2>
            <form method="post" action="${path}/activity" class="row">
              <button name="active" value="${module.active ? "0" : "1"}">
                ${module.active ? t.switchOff : t.switchOn}</button
              ><button name="freeze" value="${module.freeze ? "0" : "1"}">
                ${module.freeze ? t.unfreeze : t.freeze}
              </button>
            </form>
          </section>
          <section class="card">
            <h2>${t.changeDomain}</h2>
            <p class="note">${t.changeDomainNote}</p>
            <form method="post" action="${path}/domain" class="form">
              ${input("systemUrl", t.newDomain, v.store.options.systemUrl, html`required`)}<button>${t.tell}</button>
            </form>
          </section>
        </div>
      </div>`,
  });
}

/** As the CRM does: the browser posts clientId to the module (protocols: retailcrm 3.3). */
function openAccount(v: Visit, module: RegisteredModule): Html {
  const address = module.entryUrl ?? module.accountUrl;
  if (!/^https?:\/\//i.test(address)) return html``;
  return html`<form method="post" action="${address}" target="_blank">
    <input type="hidden" name="clientId" value="${module.clientId}" /><button class="main">${v.t.openAccount}</button>
  </form>`;
}

function shops(v: Visit, module: RegisteredModule): Html {
  const { t } = v;
  const list = module.payment?.shops ?? [];
  if (list.length === 0) return html`<p class="empty">${t.shopsEmpty}</p>`;
  return html`<table class="stack">
    <thead>
      <tr>
        <th scope="col">${t.shopName}</th>
        <th scope="col">${t.shopCode}</th>
        <th scope="col">${t.state}</th>
      </tr>
    </thead>
    <tbody>
      ${list.map(
        (shop) =>
          html`<tr>
            <td data-label="${t.shopName}">${shop.name}</td>
            <td data-label="${t.shopCode}"><code>${shop.code}</code></td>
            <td data-label="${t.state}">
              ${shop.active ? badge("good", "✓", t.active) : badge("muted", "✕", t.inactive)}
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function callbacks(module: RegisteredModule): [string, string][] {
  return [...Object.entries(module.payment?.actions ?? {}), ...Object.entries(module.actions)];
}

/** clientId is the only thing that proves to the module who calls, so pages show just its ends. */
function masked(clientId: string): string {
  return clientId.length > 12 ? `${clientId.slice(0, 4)}…${clientId.slice(-4)}` : "…";
}

function hideClientId(module: RegisteredModule): unknown {
  return typeof module.received === "object"
    ? { ...module.received, clientId: masked(module.clientId) }
    : module.received;
}
