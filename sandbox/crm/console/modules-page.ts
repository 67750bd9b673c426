/** Registered modules, the one-click connection and the settings of the account. */
import { html } from "hono/html";
import { moduleBadge } from "./badges.ts";
import { input, select } from "./forms.ts";
import { connectCard } from "./orders-page.ts";
import { page, type Html, type Visit } from "./page.ts";

const timezones = [
  "Europe/Kaliningrad",
  "Europe/Moscow",
  "Europe/Samara",
  "Asia/Yekaterinburg",
  "Asia/Novosibirsk",
  "Asia/Vladivostok",
  "UTC",
];

export function modulesPage(v: Visit): Promise<Response> {
  const { t, base } = v;
  const { modules } = v.store.state;
  return page(v, {
    title: t.modules,
    section: "/admin/integration/list",
    body: html`<h1>${t.modules}</h1>
      ${
        modules.length === 0
          ? connectCard(v)
          : html`<table class="stack">
              <thead>
                <tr>
                  <th scope="col">${t.module}</th>
                  <th scope="col">${t.moduleCode}</th>
                  <th scope="col">${t.state}</th>
                </tr>
              </thead>
              <tbody>
                ${modules.map(
                  (module) =>
                    html`<tr>
                      <td data-label="${t.module}">
                        <a href="${base}/admin/integration/${encodeURIComponent(module.code)}/edit"
                          >${module.name ?? module.code}</a
                        >
                      </td>
                      <td data-label="${t.moduleCode}"><code>${module.code}</code></td>
                      <td data-label="${t.state}">${moduleBadge(v, module)}</td>
                    </tr>`,
                )}
              </tbody>
            </table>`
      }
      <div class="columns">${cardForm(v)} ${accountForm(v)}</div>`,
  });
}

function cardForm(v: Visit): Html {
  const { t, base } = v;
  return html`<section class="card">
    <h2>${t.card}</h2>
    <p class="note">${t.cardNote}</p>
    <form method="post" action="${base}/admin/integration/connect" class="form">
      ${input("configUrl", t.configUrl, "", html`type="url" required placeholder="https://…/api/retailcrm/config"`)}<button>
        ${t.connect}
      </button>
    </form>
  </section>`;
}

function accountForm(v: Visit): Html {
  const { t, base } = v;
  const { settings } = v.store.state;
  const zones = timezones.includes(settings.timezone) ? timezones : [...timezones, settings.timezone];
  return html`<section class="card">
    <h2>${t.account}</h2>
    <form method="post" action="${base}/admin/settings" class="form">
      <label
        >${t.timezone}${select(
          "timezone",
          zones.map((zone) => [zone, zone] as const),
          settings.timezone,
        )}</label
      >
      <label
        >${t.language}${select(
          "language",
          [
            ["ru", "Русский"],
            ["en", "English"],
            ["es", "Español"],
          ],
          settings.language,
        )}</label
      ><button>${t.save}</button>
    </form>
  </section>`;
}
