import { html } from "hono/html";
import { OPERATIONS } from "../core/merchant.ts";
import type { Order } from "../core/order.ts";
import { formatRoubles } from "../orders/format-roubles.ts";
import type { Html } from "../pages/layout.ts";
import type { Frame } from "./frame.ts";

/** What a clerk may do with this order now. */
export function orderActions(frame: Frame, order: Order): Html {
  const { say, link } = frame;
  const action = (name: string): string => link(`/orders/${order.mdOrder}/${name}`);
  const amount = (name: string, label: string, most: number, button: string): Html => html`<form class="row" method="post" action="${action(name)}">
    <label>${label}<input name="amount" inputmode="decimal" value="${formatRoubles(most)}" maxlength="16"></label><button>${button}</button></form>`;
  const button = (name: string, label: string): Html => html`<form method="post" action="${action(name)}"><button>${label}</button></form>`;
  return html`<section class="panel"><h2>${say("Действия сотрудника банка", "What the clerk may do")}</h2>
  ${order.status === 1 || order.status === 8 ? amount("deposit", say("Списать, ₽", "Capture, ₽"), order.approved - order.deposited, say("Списать удержанное", "Capture")) : ""}
  ${order.status === 2 || order.status === 4 ? amount("refund", say("Вернуть, ₽", "Refund, ₽"), order.deposited, say("Вернуть деньги", "Refund")) : ""}
  <div class="row tight">
  ${order.status === 1 || order.status === 2 ? button("reverse", say("Отменить платёж", "Reverse")) : ""}
  ${order.status === 0 || order.status === 5 ? button("expire", say("Закончить время оплаты", "End the session")) : ""}
  </div>
  <details><summary>${say("Отправить своё уведомление", "Send a notification of one's own")}</summary>
  <form class="row" method="post" action="${action("callback")}">
    <label>operation<select name="operation">${OPERATIONS.map((name) => html`<option>${name}</option>`)}</select></label>
    <label>status<select name="status"><option>1</option><option>0</option></select></label>
    <button>${say("Отправить", "Send")}</button>
  </form></details></section>`;
}
