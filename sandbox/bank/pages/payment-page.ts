import { html } from "hono/html";
import type { Engine } from "../core/engine.ts";
import type { Merchant } from "../core/merchant.ts";
import type { Order } from "../core/order.ts";
import { remainingSecs } from "../gateway/session-methods.ts";
import { TEST_CARDS } from "../orders/cards.ts";
import { needsContact } from "../orders/pay-order.ts";
import { type Html, type Language, layout, roubles, sayIn } from "./layout.ts";
import { ERROR_TEXTS, pagePath, sbpPath } from "./page-paths.ts";

export interface CardForm {
  pan: string;
  expiry: string;
  cvc: string;
  holder: string;
  email: string;
  /** Field the bank did not accept. */
  wrong: string | null;
}

/** Helper buttons fill the form on the server, so they work without scripts. */
const FILLINGS: readonly { key: string; pan: string; cvc: string; ru: string; en: string }[] = [
  ...TEST_CARDS.slice(0, 8).map((card) => ({ key: card.pan, pan: card.pan, cvc: "123", ...card.label })),
  { key: "cvc999", pan: "4111111111111111", cvc: "999", ru: "Отказ: неверный CVC (71015)", en: "Refusal: wrong CVC (71015)" },
];

export function emptyForm(filling: string | undefined): CardForm {
  const chosen = FILLINGS.find((one) => one.key === filling);
  return { pan: chosen?.pan ?? "", expiry: chosen === undefined ? "" : "12/34", cvc: chosen?.cvc ?? "", holder: "TEST CARDHOLDER", email: "", wrong: null };
}

export function paymentPage(engine: Engine, order: Order, merchant: Merchant, form: CardForm, language: Language): Html {
  const say = sayIn(language);
  const self = pagePath(engine, order, language);
  const secs = remainingSecs(engine, order.expiresAt);
  const failed = order.actionCode !== -100 && form.wrong === null;
  const sbp = merchant.permissions.sbp && order.stages === 1;
  const body = html`
<section class="panel" aria-labelledby="what">
  <div class="between"><h1 id="what">${say("Оплата заказа", "Payment")}</h1>
    <a class="soft" href="${pagePath(engine, order, language === "ru" ? "en" : "ru")}" lang="${language === "ru" ? "en" : "ru"}">${language === "ru" ? "English" : "Русский"}</a></div>
  <p class="sum">${roubles(order.amount, language)}</p>
  <p>${order.description === "" ? say("Без описания", "No description") : order.description}</p>
  <p class="soft">${merchant.name}${merchant.siteUrl === "" ? "" : html` · <a href="${merchant.siteUrl}" rel="noreferrer">${merchant.siteUrl}</a>`}<br>
  ${say("Номер заказа", "Order")} <span class="mono">${order.orderNumber}</span></p>
  <p>${say("До окончания сессии осталось", "Time left")} <strong class="mono" data-remaining="${secs}">${minutes(secs)}</strong></p>
</section>
${failed ? html`<div class="note bad" role="alert">${ERROR_TEXTS.attempt_failed[language === "ru" ? 0 : 1]} (${order.actionCode})</div>` : ""}
${form.wrong === null ? "" : html`<div class="note bad" role="alert">${ERROR_TEXTS.wrong_input[language === "ru" ? 0 : 1]}: ${fieldName(form.wrong, language)}</div>`}
<form class="panel" method="post" action="${self}">
  <h2>${say("Банковская карта", "Card")}</h2>
  ${field("pan", say("Номер карты", "Card number"), form.pan, form, 'numeric', 23)}
  <div class="row">
    ${field("expiry", say("Срок, ММ/ГГ", "Expiry, MM/YY"), form.expiry, form, "numeric", 7)}
    ${field("cvc", "CVC", form.cvc, form, "numeric", 3)}
  </div>
  ${field("holder", say("Имя на карте", "Name on card"), form.holder, form, "text", 100)}
  ${needsContact(order, merchant) ? field("email", say("Почта для чека", "E-mail for the receipt"), form.email, form, "email", 40) : ""}
  <button class="main full" type="submit">${say("Оплатить", "Pay")} ${roubles(order.amount, language)}</button>
</form>
<section class="panel">
  ${sbp ? html`<a class="button full" href="${sbpPath(engine, order, language)}">${say("Оплатить через СБП", "Pay by SBP (fast payments)")}</a>` : ""}
  ${cancelLink(order, say("Вернуться в магазин", "Back to the shop"))}
  <details ${form.pan === "" ? "open" : ""}>
    <summary>${say("Тестовые карты: нажмите, чтобы заполнить", "Test cards: press to fill in")}</summary>
    <ul class="cards">${FILLINGS.map((one) => html`<li><a href="${self}&card=${one.key}" aria-current="${String(one.pan === form.pan && one.cvc === form.cvc)}"><span>${say(one.ru, one.en)}</span><span class="mono">…${one.pan.slice(-4)}</span></a></li>`)}</ul>
  </details>
</section>`;
  return layout({ basePath: engine.basePath, language, title: say("Оплата заказа · тренажёр банка", "Payment · bank simulator") }, body);
}

function minutes(secs: number): string {
  return `${String(Math.floor(secs / 60)).padStart(2, "0")}:${String(secs % 60).padStart(2, "0")}`;
}

function field(name: string, label: string, value: string, form: CardForm, mode: string, max: number): Html {
  return html`<label>${label}<input name="${name}" value="${value}" inputmode="${mode}" maxlength="${max}" autocomplete="off" required aria-invalid="${String(form.wrong === name)}"></label>`;
}

function fieldName(wrong: string, language: Language): string {
  const say = sayIn(language);
  const names: Readonly<Record<string, string>> = {
    pan: say("номер карты (принимаются только тестовые)", "card number (only test cards are taken)"),
    cvc: "CVC",
    expiry: say("срок действия", "expiry date"),
    email: say("почта", "e-mail"),
  };
  return names[wrong] ?? wrong;
}

function cancelLink(order: Order, fallback: string): Html {
  const address = order.params["backToShopUrl"] ?? "";
  if (!/^https?:\/\//i.test(address)) return html``;
  return html`<a class="button full" href="${address}" rel="noreferrer">${order.params["backToShopName"] ?? fallback}</a>`;
}
