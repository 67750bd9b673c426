/** API keys and their permissions. */
import type { Hono } from "hono";
import { html } from "hono/html";
import type { CrmBindings } from "../api/pipeline.ts";
import { moduleScopes } from "../state/seed.ts";
import type { ApiKey } from "../state/account-types.ts";
import { badge } from "./badges.ts";
import { act, checkbox, field, input, readForm } from "./forms.ts";
import { copyable, page, visit, type Console, type Html, type Visit } from "./page.ts";

const path = "/admin/api-keys";
const allScopes = [...moduleScopes, "order_read", "order_write", "customer_read", "store_read", "reference_write"];

export function mountKeys(app: Hono<CrmBindings>, console: Console): void {
  app.get(path, (c) => keysPage(visit(console, c)));
  app.post(path, (c) => {
    const v = visit(console, c);
    return act(v, path, async () => {
      const form = await readForm(c);
      const sites = form.getAll("sites");
      const wanted = {
        scopes: form.getAll("scopes"),
        sites: sites.includes("all") || sites.length === 0 ? ("all" as const) : sites,
        legacyCredentialsOnly: form.has("legacy"),
      };
      const key = field(form, "key");
      const label = field(form, "label");
      if (key === undefined) v.control.createKey({ ...wanted, ...(label === undefined ? {} : { label }) });
      else v.control.editKey({ key, ...wanted });
      return { tone: "good", text: key === undefined ? v.t.keyCreated : v.t.saved };
    });
  });
  app.post(`${path}/:id/:action{revoke|restore}`, (c) => {
    const v = visit(console, c);
    return act(v, path, () => {
      v.control.editKey({ key: c.req.param("id"), active: c.req.param("action") === "restore" });
      return { tone: "good", text: v.t.saved };
    });
  });
}

function keysPage(v: Visit): Promise<Response> {
  const { t, store, base } = v;
  return page(v, {
    title: t.keys,
    section: path,
    body: html`<h1>${t.keys}</h1>
      <section class="card">
        <dl>
          <dt>${t.connectAddress}</dt>
          <dd>${copyable(v, store.options.systemUrl)}</dd>
        </dl>
      </section>
      ${store.state.keys.map((key) => keyCard(v, key))}
      <section class="card">
        <h2>${t.keyNew}</h2>
        <form method="post" action="${base}${path}" class="form">
          ${input("label", t.label, "")} ${permissions(v, null)}<button>${t.keyNew}</button>
        </form>
      </section>`,
  });
}

function keyCard(v: Visit, key: ApiKey): Html {
  const { t } = v;
  const action = key.active ? "revoke" : "restore";
  return html`<section class="card">
    <div class="title">
      <h2>${key.label}</h2>
      ${key.active ? badge("good", "✓", t.active) : badge("bad", "✕", t.revoked)}
    </div>
    <p>${copyable(v, key.apiKey)}</p>
    ${key.simpleConnection ? html`<p class="note">${t.simpleKey}</p>` : ""}
    <details>
      <summary>${t.scopes}: ${key.scopes.join(", ") || t.none}</summary>
      <form method="post" action="${v.base}${path}" class="form">
        <input type="hidden" name="key" value="${key.id}" />${permissions(v, key)}<button>${t.save}</button>
      </form>
    </details>
    <form method="post" action="${v.base}${path}/${key.id}/${action}">
      <button class="small ${key.active ? "danger" : ""}">${key.active ? t.revoke : t.restore}</button>
    </form>
  </section>`;
}

function permissions(v: Visit, key: ApiKey | null): Html {
  const { t } = v;
  const scopes = [...new Set([...allScopes, ...(key?.scopes ?? [])])];
  const sites = key?.sites ?? "all";
  return html`<fieldset class="checks">
      <legend>${t.scopes}</legend>
      ${scopes.map((scope) => checkbox("scopes", scope, html`<code>${scope}</code>`, (key?.scopes ?? moduleScopes).includes(scope)))}
    </fieldset>
    <fieldset class="checks">
      <legend>${t.sites}</legend>
      ${checkbox("sites", "all", t.allSites, sites === "all")}
      ${v.store.state.sites.map((site) => checkbox("sites", site.code, site.name, sites !== "all" && sites.includes(site.code)))}
    </fieldset>
    ${checkbox("legacy", "1", t.legacyKey, key?.legacyCredentialsOnly ?? false)}`;
}
