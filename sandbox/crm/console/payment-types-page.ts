/** Payment types: shop of a module on one side, statuses of the account on the other. */
import type { Hono } from "hono";
import { html } from "hono/html";
import type { CrmBindings } from "../api/pipeline.ts";
import { findPaymentType } from "../payment-types.ts";
import type { InvoiceStatus, PaymentType } from "../state/invoice-types.ts";
import { badge, invoiceBadge } from "./badges.ts";
import { act, checkbox, field, input, readForm, select } from "./forms.ts";
import { page, visit, type Console, type Html, type Visit } from "./page.ts";

const path = "/admin/payment-types";

export function mountPaymentTypes(app: Hono<CrmBindings>, console: Console): void {
  app.get(path, (c) => paymentTypesPage(visit(console, c)));
  app.post(path, (c) => {
    const v = visit(console, c);
    return act(v, path, async () => {
      const form = await readForm(c);
      const [module, shopCode] = (form.get("shop") ?? "").split("|");
      const statusMap = Object.fromEntries(
        [...form].filter(([name]) => name.startsWith("map_")).map(([name, value]) => [name.slice(4), value]),
      );
      const code = field(form, "code");
      v.control.savePaymentType({
        name: field(form, "name") ?? "",
        active: form.has("active"),
        statusMap,
        sites: form.getAll("sites"),
        ...(code === undefined ? { module, shopCode } : { code }),
      });
      return { tone: "good", text: v.t.saved };
    });
  });
}

function paymentTypesPage(v: Visit): Promise<Response> {
  const { t } = v;
  return page(v, {
    title: t.paymentTypes,
    section: path,
    body: html`<h1>${t.paymentTypes}</h1>
      <p class="note">${t.paymentTypesNote}</p>
      ${v.store.state.paymentTypes.map((type) => typeCard(v, type))} ${newForm(v)}`,
  });
}

function typeCard(v: Visit, type: PaymentType): Html {
  const { t } = v;
  const statuses = v.store.state.paymentStatuses.map(
    (status) => [status.code, v.language === "ru" ? status.name : status.nameEn] as const,
  );
  const { integration } = type;
  const module = v.store.state.modules.find((candidate) => candidate.code === integration?.moduleCode);
  const shop = module?.payment?.shops.find((candidate) => candidate.code === integration?.shopCode);
  return html`<section class="card">
    <div class="title">
      <h2>${type.name}</h2>
      ${type.active ? badge("good", "✓", t.active) : badge("muted", "✕", t.inactive)}
    </div>
    <p class="note">
      ${integration ? html`${t.integratedWith}: ${module?.name ?? integration.moduleCode} — ${shop?.name ?? integration.shopCode}` : t.notIntegrated}
    </p>
    <form method="post" action="${v.base}${path}" class="form">
      <input type="hidden" name="code" value="${type.code}" />${input("name", t.name, type.name, html`required`)}
      <fieldset class="checks">
        <legend>${t.sites}</legend>
        ${siteChecks(v, type.sites)}
      </fieldset>
      ${
        integration
          ? html`<fieldset class="grid">
              <legend>${t.invoiceStatus} → ${t.payment}</legend>
              ${Object.entries(type.statusMap).map(
                ([status, code]) =>
                  html`<label
                    >${invoiceBadge(v, status as InvoiceStatus)} ${select(`map_${status}`, statuses, code)}</label
                  >`,
              )}
            </fieldset>`
          : ""
      }
      ${checkbox("active", "1", t.active, type.active)}<button>${t.save}</button>
    </form>
  </section>`;
}

function siteChecks(v: Visit, chosen: readonly string[]): Html[] {
  return v.store.state.sites.map((site) => checkbox("sites", site.code, site.name, chosen.includes(site.code)));
}

function newForm(v: Visit): Html {
  const { t, store } = v;
  const free = store.state.modules.flatMap((module) =>
    (module.payment?.shops ?? [])
      .filter((shop) => !findPaymentType(store, module.code, shop.code))
      .map((shop) => [`${module.code}|${shop.code}`, `${module.name ?? module.code} — ${shop.name}`] as const),
  );
  if (free.length === 0) return html``;
  return html`<section class="card">
    <h2>${t.paymentTypeNew}</h2>
    <form method="post" action="${v.base}${path}" class="form">
      ${input("name", t.name, "", html`required`)} <label>${t.integratedWith}${select("shop", free, "")}</label>
      <fieldset class="checks">
        <legend>${t.sites}</legend>
        ${siteChecks(
          v,
          store.state.sites.map((site) => site.code),
        )}
      </fieldset>
      <input type="hidden" name="active" value="1" /><button>${t.save}</button>
    </form>
  </section>`;
}
