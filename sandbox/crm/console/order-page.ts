/** One order: what was bought, its payments and the buttons of the manager. */
import { html } from "hono/html";
import { itemTotal, orderTotal } from "../orders.ts";
import { roublesText } from "../money.ts";
import type { Order, OrderItem } from "../state/order-types.ts";
import { createHash } from "node:crypto";
import { badge } from "./badges.ts";
import { checkbox, input, select } from "./forms.ts";
import { invoiceCard } from "./invoice-card.ts";
import { money, page, type Html, type Visit } from "./page.ts";

export function orderPage(v: Visit, order: Order): Promise<Response> {
  const { t } = v;
  const payments = v.store.state.payments.filter((payment) => payment.orderId === order.id).toReversed();
  return page(v, {
    title: `${t.order} ${order.number}`,
    section: "/",
    watch: { url: `/orders/${String(order.id)}/version`, version: orderVersion(v, order) },
    body: html`<div class="title">
        <h1>${t.order} ${order.number}</h1>
        ${statusBadge(v, order)}<strong class="total">${money(v, orderTotal(order), order.currency)}</strong>
      </div>
      <div class="columns">
        <div>
          <section class="card">
            <h2>${t.payments}</h2>
            ${issueForm(v, order)}
            ${payments.length === 0 ? html`<p class="empty">${t.paymentsEmpty}</p>` : payments.map((payment) => invoiceCard(v, order, payment))}
          </section>
        </div>
        <div>${itemsCard(v, order)} ${customerCard(v, order)} ${sumCard(v, order)}</div>
      </div>`,
  });
}

/** Changes when anything on the page would. */
export function orderVersion(v: Visit, order: Order): string {
  const { payments, invoices } = v.store.state;
  const content = [
    order,
    payments.filter((payment) => payment.orderId === order.id),
    invoices.filter((invoice) => invoice.orderId === order.id),
  ];
  return createHash("sha256").update(JSON.stringify(content)).digest("hex").slice(0, 16);
}

function statusBadge(v: Visit, order: Order): Html {
  if (order.status === "cancel") return badge("muted", "✕", v.t.orderStatusCancel);
  if (order.status === "delivered") return badge("info", "●", v.t.orderStatusDelivered);
  return order.status === "complete"
    ? badge("good", "✓", v.t.orderStatusComplete)
    : badge("info", "●", v.t.orderStatusNew);
}

function issueForm(v: Visit, order: Order): Html {
  const { t, store } = v;
  const types = store.state.paymentTypes.filter(
    (type) => type.active && type.integration !== null && type.sites.includes(order.site),
  );
  const shops = types.flatMap((type) => {
    const module = store.state.modules.find((candidate) => candidate.code === type.integration?.moduleCode);
    const shop = module?.payment?.shops.find((candidate) => candidate.code === type.integration?.shopCode);
    return module && shop?.active ? [[`${module.code}|${shop.code}`, type.name] as const] : [];
  });
  if (shops.length === 0) return html`<p class="note">${t.issueNoShops}</p>`;
  return html`<form method="post" action="${v.base}/orders/${order.id}/issue" class="row" data-busy="${t.issuing}">
    <label>${t.issueShop}${select("shop", shops, shops[0]?.[0] ?? "")}</label>
    ${input("amount", t.issueAmount, roublesText(orderTotal(order)), html`inputmode="decimal" required`)}
    <button class="main">${t.issue}</button>${checkbox("twice", "1", t.twice, false)}
  </form>`;
}

function itemsCard(v: Visit, order: Order): Html {
  const { t } = v;
  return html`<section class="card">
    <div class="title">
      <h2>${t.items}</h2>
      <a href="${v.base}/orders/${order.id}/change">${t.orderChange}</a>
    </div>
    <table>
      <thead>
        <tr>
          <th scope="col">${t.itemName}</th>
          <th scope="col" class="number">${t.total}</th>
        </tr>
      </thead>
      <tbody>
        ${order.items.map(
          (item) =>
            html`<tr>
              <td>${item.name}<br /><small class="quiet">${itemNote(v, order, item)}</small></td>
              <td class="number">${money(v, itemTotal(item), order.currency)}</td>
            </tr>`,
        )}
        ${order.discount > 0 ? summaryRow(t.orderDiscount, `−${money(v, order.discount, order.currency)}`) : ""}
        ${order.delivery ? summaryRow(order.delivery.name, money(v, order.delivery.cost, order.currency)) : ""}
        ${order.manualTotal === null ? "" : summaryRow(t.manualSum, money(v, order.manualTotal, order.currency))}
      </tbody>
    </table>
  </section>`;
}

function itemNote(v: Visit, order: Order, item: OrderItem): string {
  const { t } = v;
  const discount = item.discount > 0 ? [`${t.discount} ${money(v, item.discount, order.currency)}`] : [];
  return [
    `${money(v, item.price, order.currency)} × ${item.quantity} ${item.unit ?? ""}`.trim(),
    `${t.vat}: ${vatText(v, item.vat)}`,
    ...discount,
  ].join(" · ");
}

function summaryRow(label: string, sum: string): Html {
  return html`<tr>
    <td>${label}</td>
    <td class="number">${sum}</td>
  </tr>`;
}

export function vatText(v: Visit, code: string | null): string {
  if (code === null || code === "none") return v.t.withoutVat;
  const rate = /^vat1(\d\d)$/.exec(code);
  if (rate) return `${String(Number(rate[1]))}/1${rate[1] ?? ""}`;
  return /^vat\d+$/.test(code) ? `${code.slice(3)} %` : code;
}

function customerCard(v: Visit, order: Order): Html {
  const { t } = v;
  const { customer } = order;
  if (!customer) return html``;
  const rows: [string, string | null][] = [
    [t.customer, [customer.lastName, customer.firstName, customer.patronymic].filter(Boolean).join(" ")],
    [t.legalName, customer.legalName],
    [t.inn, customer.INN],
    [t.phone, customer.phone],
    [t.email, customer.email],
  ];
  return html`<section class="card">
    <h2>${t.customer}</h2>
    <dl>
      ${rows
        .filter(([, value]) => value !== null && value !== "")
        .map(
          ([label, value]) =>
            html`<dt>${label}</dt>
              <dd>${value}</dd>`,
        )}
    </dl>
  </section>`;
}

function sumCard(v: Visit, order: Order): Html {
  const { t, base } = v;
  const cancelled = order.status === "cancel";
  return html`<section class="card">
    <h2>${t.changeSum}</h2>
    <p class="note">${t.changeSumNote}</p>
    <form method="post" action="${base}/orders/${order.id}/sum" class="row">
      ${input("sum", t.newSum, roublesText(orderTotal(order)), html`inputmode="decimal" required`)}<button>
        ${t.changeSum}
      </button>
    </form>
    ${order.manualTotal === null ? "" : html`<form method="post" action="${base}/orders/${order.id}/sum"><button class="small">${t.sumByItems}</button></form>`}
    <form method="post" action="${base}/orders/${order.id}/status">
      <button class="small" name="status" value="${cancelled ? "new" : "cancel"}">
        ${cancelled ? t.restoreOrder : t.cancelOrder}
      </button>
    </form>
  </section>`;
}
