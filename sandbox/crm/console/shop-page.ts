/** The store to which a payer returns: a page of the simulator, since a sandbox has no shop of its own. */
import type { Hono } from "hono";
import { html } from "hono/html";
import type { CrmBindings } from "../api/pipeline.ts";
import { findOrder } from "../invoices.ts";
import { paymentBadge } from "./badges.ts";
import { notFoundPage } from "./not-found-page.ts";
import { page, visit, type Console, type Visit } from "./page.ts";

export function mountShop(app: Hono<CrmBindings>, console: Console): void {
  app.get("/shop/:code", (c) => shopPage(visit(console, c), c.req.param("code"), null));
  app.get("/shop/:code/thanks", (c) => shopPage(visit(console, c), c.req.param("code"), c.req.query("order") ?? ""));
}

function shopPage(v: Visit, code: string, number: string | null): Promise<Response> {
  const { t } = v;
  const site = v.store.state.sites.find((candidate) => candidate.code === code);
  if (!site) return notFoundPage(v);
  const order = number === null ? null : findOrder(v.store, number);
  const payments = order ? v.store.state.payments.filter((payment) => payment.orderId === order.id) : [];
  return page(v, {
    title: site.name,
    section: "",
    body: html`<section class="card accent">
      <h1>${site.name}</h1>
      ${
        number === null
          ? html`<p>${t.shopHome}</p>`
          : html`<h2>${t.shopThanks}</h2>
              <p>${t.shopThanksText}</p>
              ${order ? html`<p>${t.order} ${order.number}: ${payments.map((payment) => html`${paymentBadge(v, payment.status)} `)}</p>` : ""}`
      }
    </section>`,
  });
}
