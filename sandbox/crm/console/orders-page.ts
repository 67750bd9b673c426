/** Home: all orders with the status of their payment. */
import { html } from "hono/html";
import { orderTotal } from "../orders.ts";
import { sandboxAccount } from "../state/seed.ts";
import type { Order } from "../state/order-types.ts";
import { badge, paymentBadge } from "./badges.ts";
import { copyable, money, page, type Html, type Visit } from "./page.ts";

export function ordersPage(v: Visit): Promise<Response> {
  const { t, base } = v;
  const orders = v.store.state.orders.toReversed();
  return page(v, {
    title: t.orders,
    section: "/",
    watch: { url: "/version", version: ordersVersion(v) },
    body: html`<div class="title">
        <h1>${t.orders}</h1>
        <a class="button" href="${base}/orders/new">${t.newOrder}</a>
      </div>
      ${v.store.state.modules.length === 0 ? connectCard(v) : ""}
      ${
        orders.length === 0
          ? html`<p class="empty">${t.ordersEmpty}</p>`
          : html`<table class="stack">
              <thead>
                <tr>
                  <th scope="col">${t.number}</th>
                  <th scope="col">${t.customer}</th>
                  <th scope="col">${t.store}</th>
                  <th scope="col" class="number">${t.sum}</th>
                  <th scope="col">${t.payment}</th>
                </tr>
              </thead>
              <tbody>
                ${orders.map((order) => row(v, order))}
              </tbody>
            </table>`
      }`,
  });
}

function row(v: Visit, order: Order): Html {
  const { t } = v;
  const site = v.store.state.sites.find((candidate) => candidate.code === order.site);
  return html`<tr>
    <td data-label="${t.number}">
      <a href="${v.base}/orders/${order.id}/edit">${order.number}</a
      >${order.status === "cancel" ? html` ${badge("muted", "✕", t.orderStatusCancel)}` : ""}
    </td>
    <td data-label="${t.customer}">
      ${order.customer ? `${order.customer.firstName} ${order.customer.lastName}`.trim() : t.none}
    </td>
    <td data-label="${t.store}">${site?.name ?? order.site}</td>
    <td data-label="${t.sum}" class="number">${money(v, orderTotal(order), order.currency)}</td>
    <td data-label="${t.payment}">${paymentCell(v, order)}</td>
  </tr>`;
}

function paymentCell(v: Visit, order: Order): unknown {
  const payments = v.store.state.payments.filter((payment) => payment.orderId === order.id);
  return payments.length === 0
    ? html`<span class="quiet">${v.t.noPayment}</span>`
    : payments.map((payment) => html`${paymentBadge(v, payment.status)} `);
}

/** How to connect: the two things a hub asks for. */
export function connectCard(v: Visit): Html {
  const { t, store } = v;
  const key = store.state.keys.find((candidate) => candidate.active)?.apiKey ?? sandboxAccount.apiKey;
  return html`<section class="card accent">
    <h2>${t.connectTitle}</h2>
    <p>${t.connectText}</p>
    <dl>
      <dt>${t.connectAddress}</dt>
      <dd>${copyable(v, store.options.systemUrl)}</dd>
      <dt>${t.connectKey}</dt>
      <dd>${copyable(v, key)}</dd>
    </dl>
  </section>`;
}

export function ordersVersion(v: Visit): string {
  const { orders, payments, modules } = v.store.state;
  return `${String(orders.length)}-${payments.map((payment) => payment.status).join(".")}-${String(modules.length)}`;
}
