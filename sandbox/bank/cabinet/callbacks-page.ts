import { html } from "hono/html";
import type { Delivery } from "../callbacks/delivery.ts";
import { moscowText } from "../core/clock.ts";
import type { Html } from "../pages/layout.ts";
import { cabinetPage, flash, type Frame } from "./frame.ts";

const STATES: Readonly<Record<Delivery["state"], readonly [ru: string, en: string, tone: string]>> = {
  waiting: ["ждёт", "waiting", ""],
  held: ["придержано", "held back", ""],
  sending: ["отправляется", "sending", ""],
  delivered: ["доставлено", "delivered", "good"],
  failed: ["не доставлено", "failed", "bad"],
  lost: ["потеряно", "lost", "bad"],
};

export function callbacksTable(frame: Frame, deliveries: readonly Delivery[]): Html {
  const { say, link } = frame;
  if (deliveries.length === 0) {
    return html`<p class="soft">${say(
      "Уведомлений нет. Адрес задаётся в настройках магазина или при регистрации заказа",
      "No notifications. The address is set in the merchant's settings or when an order is registered",
    )}</p>`;
  }
  return html`<div class="scroll" tabindex="0"><table>
  <tr><th>${say("Когда", "When")}</th><th>operation</th><th>${say("Судьба", "Fate")}</th><th>${say("Попытки", "Tries")}</th><th>${say("Куда и что", "Where and what")}</th><th></th></tr>
  ${deliveries.map((one) => {
    const [ru, en, tone] = STATES[one.state];
    return html`<tr><td class="mono">${moscowText(one.createdAt)}</td><td class="mono">${one.operation} / ${one.status}</td>
    <td><span class="badge ${tone}">${say(ru, en)}</span>${one.dueAt === null ? "" : html`<br><span class="soft mono">${moscowText(one.dueAt)}</span>`}</td>
    <td class="mono">${one.attempts.map((attempt) => html`${attempt.httpStatus ?? attempt.error ?? ""} `)}</td>
    <td><details><summary class="mono">${one.method} ${one.url}</summary><pre>${one.parameters.map(([name, value]) => `${name}=${value}`).join("\n")}</pre></details></td>
    <td><form method="post" action="${link(`/callbacks/${one.id}/resend`)}"><button class="small">${say("Отправить ещё раз", "Send again")}</button></form></td></tr>`;
  })}
</table></div>`;
}

const SHOWN = 200;

export function callbacksPage(frame: Frame, done?: string): Html {
  const { engine, say, link } = frame;
  const newest = [...engine.state.deliveries.values()].reverse();
  const held = newest.filter((one) => one.state === "held").length;
  const body = html`${flash(frame, done)}
${held === 0 ? "" : html`<form class="panel" method="post" action="${link("/callbacks/release")}"><p>${say("Придержано", "Held back")}: ${held}</p><button>${say("Отпустить в обратном порядке", "Let go, last first")}</button></form>`}
<section class="panel">${callbacksTable(frame, newest.slice(0, SHOWN))}</section>`;
  return cabinetPage(frame, "/callbacks", say("Уведомления", "Notifications"), body);
}
