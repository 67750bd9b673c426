/** The smaller pages of a payment: issuer's confirmation, SBP, farewell, error. */
import { html } from "hono/html";
import type { Engine } from "../core/engine.ts";
import type { Merchant } from "../core/merchant.ts";
import type { Order } from "../core/order.ts";
import { returnAddress } from "../orders/return-url.ts";
import { type Html, type Language, layout, roubles, sayIn } from "./layout.ts";
import { acsPath, ERROR_TEXTS, type ErrorKey, pagePath, sbpPath } from "./page-paths.ts";

export function acsPage(engine: Engine, order: Order, merchant: Merchant, language: Language): Html {
  const say = sayIn(language);
  const body = html`<section class="panel">
  <h1>${say("Подтверждение 3-D Secure", "3-D Secure confirmation")}</h1>
  <p class="sum">${roubles(order.amount, language)}</p>
  <p>${merchant.name}</p>
  <p class="soft">${say("Карта", "Card")} <span class="mono">${order.challenge?.maskedPan ?? ""}</span></p>
  <p>${say("Здесь банк покупателя спросил бы код. В тренажёре выберите ответ:", "The payer's bank would ask for a code here. In the simulator choose the answer:")}</p>
  <form method="post" action="${acsPath(engine, order, language)}">
    <button class="main full" name="answer" value="success">${say("Подтвердить", "Success")}</button>
    <button class="full" name="answer" value="fail">${say("Отклонить", "Fail")}</button>
  </form>
</section>`;
  return layout({ basePath: engine.basePath, language, title: say("3-D Secure · тренажёр банка", "3-D Secure · bank simulator") }, body);
}

export function sbpPage(engine: Engine, order: Order, merchant: Merchant, language: Language): Html {
  const say = sayIn(language);
  const body = html`<section class="panel">
  <h1>${say("Система быстрых платежей", "Fast payments (SBP)")}</h1>
  <p class="sum">${roubles(order.amount, language)}</p>
  <p>${merchant.name}</p>
  <p>${say("На телефоне здесь открылось бы приложение банка. В тренажёре выберите, что сделал покупатель:", "The banking app would open here. In the simulator choose what the payer did:")}</p>
  <form method="post" action="${sbpPath(engine, order, language)}">
    <button class="main full" name="answer" value="success">${say("Оплатил в приложении", "Paid in the app")}</button>
    <button class="full" name="answer" value="fail">${say("Отказался", "Refused")}</button>
  </form>
  <a href="${pagePath(engine, order, language)}">${say("Назад к оплате картой", "Back to card payment")}</a>
</section>`;
  return layout({ basePath: engine.basePath, language, title: say("СБП · тренажёр банка", "SBP · bank simulator") }, body);
}

/**
 * The farewell shows the result for a second and leaves by itself. It is a page and not an HTTP redirect because
 * browsers forbid a form under a strict policy to end at another host.
 */
export function farewellPage(engine: Engine, order: Order, merchant: Merchant, ok: boolean, language: Language): Html {
  const say = sayIn(language);
  const to = returnAddress(engine, order, merchant, ok);
  const body = html`<section class="panel">
  <h1 class="${ok ? "good" : "bad"}">${ok ? say("Платёж принят", "Payment accepted") : say("Платёж отклонён", "Payment declined")}</h1>
  <p class="sum">${roubles(order.amount, language)}</p>
  <p>${ok ? ERROR_TEXTS.redirecting[language === "ru" ? 0 : 1] : say("Возвращаем вас в магазин…", "Taking you back to the shop…")}</p>
  <a class="button full" href="${to}" rel="noreferrer">${say("Перейти сейчас", "Go now")}</a>
</section>`;
  return layout({ basePath: engine.basePath, language, title: say("Результат · тренажёр банка", "Result · bank simulator"), refreshTo: to }, body);
}

export function errorPage(engine: Engine, key: ErrorKey, language: Language): Html {
  const say = sayIn(language);
  const body = html`<section class="panel">
  <h1>${ERROR_TEXTS[key][language === "ru" ? 0 : 1]}</h1>
  <p class="soft">${say("Эту страницу показывает банк. Вернитесь в магазин и откройте ссылку на оплату ещё раз.", "This page is shown by the bank. Go back to the shop and open the payment link again.")}</p>
</section>`;
  return layout({ basePath: engine.basePath, language, title: say("Ошибка · тренажёр банка", "Error · bank simulator") }, body);
}
