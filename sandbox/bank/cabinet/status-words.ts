import { html } from "hono/html";
import type { Order, OrderStatus } from "../core/order.ts";
import type { Html, Say } from "../pages/layout.ts";

const WORDS: Readonly<Record<OrderStatus, readonly [ru: string, en: string, tone: string]>> = {
  0: ["Ждёт оплаты", "Not paid", ""],
  1: ["Деньги удержаны", "Held", "good"],
  2: ["Оплачен", "Paid", "good"],
  3: ["Отменён после оплаты", "Reversed", "bad"],
  4: ["Возврат", "Refunded", ""],
  5: ["Подтверждение 3-D Secure", "In 3-D Secure", ""],
  6: ["Отклонён", "Declined", "bad"],
  7: ["Ждёт ответа", "Pending", ""],
  8: ["Списан частично", "Partly captured", "good"],
};

export function statusBadge(order: Order, say: Say): Html {
  const [ru, en, tone] = WORDS[order.status];
  return html`<span class="badge ${tone}">${say(ru, en)} · ${order.status}</span>`;
}
