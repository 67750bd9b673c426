import { html } from "hono/html";
import { moscowText } from "../core/clock.ts";
import type { Order, Receipt } from "../core/order.ts";
import { formatRoubles } from "../orders/format-roubles.ts";
import { type Html, roubles } from "../pages/layout.ts";
import { pagePath } from "../pages/page-paths.ts";
import { callbacksTable } from "./callbacks-page.ts";
import { cabinetPage, flash, type Frame } from "./frame.ts";
import { orderActions } from "./order-actions.ts";
import { requestsTable } from "./requests-page.ts";
import { statusBadge } from "./status-words.ts";

export function orderPage(frame: Frame, order: Order, done?: string, error?: string): Html {
  const { engine, say, language } = frame;
  const deliveries = [...engine.state.deliveries.values()].filter((one) => one.mdOrder === order.mdOrder);
  const requests = [...engine.requests.list({ mdOrder: order.mdOrder }), ...engine.requests.list({ orderNumber: order.orderNumber, login: order.merchant })];
  const unique = [...new Map(requests.map((entry) => [entry.id, entry])).values()].sort((a, b) => a.id - b.id);
  const date = (at: number | null): string => (at === null ? "—" : moscowText(at));
  const body = html`${flash(frame, done, error)}
<section class="panel">
  <div class="between"><p class="sum">${roubles(order.amount, language)}</p>${statusBadge(order, say)}</div>
  <dl class="facts">
    <dt>mdOrder</dt><dd class="mono">${order.mdOrder}</dd>
    <dt>${say("Магазин", "Merchant")}</dt><dd class="mono">${order.merchant}</dd>
    <dt>${say("Описание", "Description")}</dt><dd>${order.description}</dd>
    <dt>${say("Стадийность", "Stages")}</dt><dd>${order.stages === 1 ? say("одностадийный", "one-stage") : say("двухстадийный", "two-stage")}</dd>
    <dt>paymentState</dt><dd class="mono">${order.paymentState}</dd>
    <dt>actionCode</dt><dd class="mono">${order.actionCode}</dd>
    <dt>${say("Удержано", "Held")}</dt><dd>${roubles(order.approved, language)}</dd>
    <dt>${say("Списано сейчас", "Captured now")}</dt><dd>${roubles(order.deposited, language)}</dd>
    <dt>${say("Возвращено", "Refunded")}</dt><dd>${roubles(order.refunded, language)}</dd>
    <dt>${say("Создан", "Created")}</dt><dd class="mono">${date(order.createdAt)}</dd>
    <dt>${say("Страница открыта", "Page opened")}</dt><dd class="mono">${date(order.pageOpenedAt)}</dd>
    <dt>${say("Срок оплаты", "Payable until")}</dt><dd class="mono">${date(order.expiresAt)}</dd>
    <dt>${say("Карта", "Card")}</dt><dd class="mono">${order.card?.maskedPan ?? order.way ?? "—"}</dd>
    <dt>RRN</dt><dd class="mono">${order.rrn ?? "—"}</dd>
    <dt>${say("Возврат на сайт", "Return address")}</dt><dd class="mono">${order.returnUrl}</dd>
    <dt>${say("Страница оплаты", "Payment page")}</dt><dd><a href="${pagePath(engine, order)}">${say("открыть как покупатель", "open as the payer")}</a></dd>
  </dl>
</section>
${orderActions(frame, order)}
${attempts(frame, order)}
${receipts(frame, order)}
<section class="panel"><h2>${say("Уведомления магазину", "Notifications to the merchant")}</h2>${callbacksTable(frame, deliveries)}</section>
<section class="panel"><h2>${say("Запросы магазина", "Requests of the merchant")}</h2>${requestsTable(frame, unique)}</section>
${order.bundle === null ? "" : html`<section class="panel"><details><summary>${say("Корзина", "Cart")}</summary><pre>${JSON.stringify(order.bundle, null, 2)}</pre></details></section>`}`;
  return cabinetPage(frame, "/orders", `${say("Заказ", "Order")} ${order.orderNumber}`, body);
}

function attempts(frame: Frame, order: Order): Html {
  const { say } = frame;
  if (order.attempts.length === 0 && order.refunds.length === 0) return html``;
  return html`<section class="panel"><h2>${say("Операции", "Operations")}</h2><div class="scroll" tabindex="0"><table>
  <tr><th>${say("Когда", "When")}</th><th>${say("Что", "What")}</th><th>actionCode</th><th class="num">${say("Сумма", "Amount")}</th></tr>
  ${order.attempts.map((one) => html`<tr><td class="mono">${moscowText(one.at)}</td><td>${say("попытка оплаты", "payment attempt")} ${one.way} <span class="mono">${one.maskedPan}</span></td><td class="mono">${one.actionCode}</td><td class="num"></td></tr>`)}
  ${order.refunds.map((one) => html`<tr><td class="mono">${moscowText(one.at)}</td><td>${say("возврат", "refund")} ${one.by === "cabinet" ? say("(вручную)", "(by hand)") : ""} <span class="mono">${one.externalRefundId ?? ""}</span></td><td class="mono">0</td><td class="num">${formatRoubles(one.amount)}</td></tr>`)}
</table></div></section>`;
}

function receipts(frame: Frame, order: Order): Html {
  const { say } = frame;
  if (order.receipts.length === 0) return html``;
  return html`<section class="panel"><h2>${say("Чеки", "Receipts")}</h2><div class="scroll" tabindex="0"><table>
  <tr><th>${say("Вид", "Kind")}</th><th>${say("Состояние", "State")}</th><th class="num">${say("Сумма", "Amount")}</th><th>uuid</th></tr>
  ${order.receipts.map((one) => html`<tr><td>${kindWord(frame, one)}</td><td>${stageWord(frame, one)}</td><td class="num">${formatRoubles(one.amount)}</td><td class="mono">${one.uuid}</td></tr>`)}
</table></div></section>`;
}

function kindWord({ say }: Frame, receipt: Receipt): string {
  if (receipt.kind === "sale") return say("приход", "sale");
  return receipt.kind === "refund" ? say("возврат прихода", "refund") : say("закрывающий", "closing");
}

function stageWord({ say }: Frame, receipt: Receipt): string {
  if (receipt.stage === 0) return say("отправлен", "sent");
  return receipt.stage === 1 ? say("доставлен", "delivered") : say("ошибка", "error");
}
