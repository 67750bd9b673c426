import { html } from "hono/html";
import { moscowText } from "../core/clock.ts";
import type { Engine } from "../core/engine.ts";
import type { Order } from "../core/order.ts";
import { type Html, roubles } from "../pages/layout.ts";
import { cabinetPage, type Frame } from "./frame.ts";
import { statusBadge } from "./status-words.ts";

const PAGE_SIZE = 50;

export function newestOrders(engine: Engine): Order[] {
  return [...engine.state.orders.values()].reverse();
}

export function ordersTable(frame: Frame, orders: readonly Order[]): Html {
  const { say, link, language } = frame;
  if (orders.length === 0) {
    return html`<p class="soft">${say("Заказов нет: их регистрирует магазин запросом register.do", "No orders: merchants register them by register.do")}</p>`;
  }
  return html`<div class="scroll" tabindex="0"><table>
  <tr><th>${say("Номер", "Number")}</th><th>${say("Состояние", "State")}</th><th class="num">${say("Сумма", "Amount")}</th><th class="num">${say("Списано", "Captured")}</th><th class="num">${say("Возвращено", "Refunded")}</th><th>${say("Магазин", "Merchant")}</th><th>${say("Создан", "Created")}</th></tr>
  ${orders.map(
    (order) => html`<tr><td><a class="mono" href="${link(`/orders/${order.mdOrder}`)}">${order.orderNumber}</a></td>
    <td>${statusBadge(order, say)}</td><td class="num">${roubles(order.amount, language)}</td>
    <td class="num">${roubles(order.deposited, language)}</td><td class="num">${roubles(order.refunded, language)}</td>
    <td class="mono">${order.merchant}</td><td class="mono">${moscowText(order.createdAt)}</td></tr>`,
  )}
</table></div>`;
}

export function ordersPage(frame: Frame, search: string, page: number): Html {
  const { engine, say, link } = frame;
  const found = newestOrders(engine).filter((order) =>
    [order.orderNumber, order.mdOrder, order.merchant].some((text) => text.toLowerCase().includes(search.toLowerCase())),
  );
  const more = (page + 1) * PAGE_SIZE < found.length;
  const to = (target: number): string => `${link("/orders")}?q=${encodeURIComponent(search)}&page=${String(target)}`;
  const body = html`<form class="panel row" method="get" action="${link("/orders")}">
  <label>${say("Номер, mdOrder или магазин", "Number, mdOrder or merchant")}<input name="q" value="${search}" maxlength="100"></label>
  <button>${say("Найти", "Find")}</button>
</form>
<section class="panel"><p class="soft">${say("Найдено", "Found")}: ${found.length}</p>
${ordersTable(frame, found.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE))}
<p class="row tight">${page > 0 ? html`<a class="button small" href="${to(page - 1)}">${say("Новее", "Newer")}</a>` : ""}
${more ? html`<a class="button small" href="${to(page + 1)}">${say("Старше", "Older")}</a>` : ""}</p></section>`;
  return cabinetPage(frame, "/orders", say("Заказы", "Orders"), body);
}
