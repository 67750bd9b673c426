import { describe, expect, test } from "vitest";
import { cart, startTrial, type Trial } from "../trial/bank-trial.ts";
import { aNumber, aString, containing } from "../trial/matchers.ts";

const page = (trial: Trial, mdOrder: string, name = "payment_ru", query = ""): string =>
  `${trial.url}/payment/merchants/ecom/${name}.html?mdOrder=${mdOrder}${query}`;
const open = (url: string): Promise<Response> => fetch(url, { redirect: "manual" });
const send = (url: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, { method: "POST", body: new URLSearchParams(fields), headers, redirect: "manual" });
const CARD = { pan: "4111 1111 1111 1111", expiry: "12/34", cvc: "123", holder: "IVAN" };
const to = (response: Response): string => response.headers.get("location") ?? "";

describe("the form", () => {
  test("shows sum, shop, number and the server's remaining time; is marked as a simulator", async () => {
    const trial = await startTrial();
    const mdOrder = await trial.register({ orderNumber: "P-1", description: "Чай", amount: "150050", sessionTimeoutSecs: "1800" });
    await trial.control.advance(60_000);
    const response = await open(page(trial, mdOrder));
    const text = await response.text();
    expect(response.headers.get("content-security-policy")).toContain("default-src 'self'");
    expect(response.headers.get("cache-control")).toBe("no-store");
    for (const part of ["Тренажёр банка", "1 500,50 ₽", "Чай", "Чайная лавка", "P-1", 'data-remaining="1740"', ">29:00<"]) {
      expect(text).toContain(part);
    }
    expect(text).not.toMatch(/<script>|style="|onclick/);
    expect((await trial.control.order(mdOrder)).pageOpenedAt).not.toBeNull();
  });

  test("speaks English", async () => {
    const trial = await startTrial();
    const mdOrder = await trial.register({ language: "en" });
    for (const url of [page(trial, mdOrder, "payment_en"), page(trial, mdOrder, "payment_ru", "&lang=en")]) {
      expect(await (await open(url)).text()).toContain("Bank simulator");
    }
    expect((await trial.control.order(mdOrder)).language).toBe("en");
  });

  test("escapes what merchants write", async () => {
    const trial = await startTrial();
    await trial.edit({ gateway: { rejectMarkup: false }, name: "<i>Лавка</i>" });
    const jsonParams = JSON.stringify({ backToShopUrl: "javascript:alert(1)", backToShopName: "<b>" });
    const mdOrder = await trial.register({ description: `<script>alert("1")</script>`, orderNumber: `"><img>`, jsonParams });
    const text = await (await open(page(trial, mdOrder))).text();
    expect(text).not.toMatch(/<script>alert|<img|<i>|javascript:/);
    expect(text).toContain("&lt;script&gt;");
  });

  test("fills in a test card without scripts, offers the way back and SBP", async () => {
    const trial = await startTrial();
    const jsonParams = JSON.stringify({ backToShopUrl: "https://shop.example/cart", backToShopName: "В корзину" });
    const mdOrder = await trial.register({ jsonParams });
    const text = await (await open(page(trial, mdOrder, "payment_ru", "&card=cvc999"))).text();
    for (const part of ['value="4111111111111111"', 'value="12/34"', 'value="999"', 'href="https://shop.example/cart"', "В корзину", "sbp_ru.html"]) {
      expect(text).toContain(part);
    }
    const hold = await trial.register({}, "registerPreAuth");
    expect(await (await open(page(trial, hold))).text()).not.toContain("sbp_ru.html");
  });
});

describe("paying", () => {
  test("card → farewell page that leaves for the shop by itself", async () => {
    const trial = await startTrial();
    const mdOrder = await trial.register();
    const paid = await send(page(trial, mdOrder), CARD);
    expect([paid.status, to(paid)]).toEqual([303, `/payment/merchants/ecom/done_ru.html?mdOrder=${mdOrder}`]);
    const farewell = await (await open(trial.url + to(paid))).text();
    expect(farewell).toContain(`content="1; url=http://shop.example/back?own=1&amp;orderId=${mdOrder}&amp;lang=ru"`);
    expect(await trial.status(mdOrder)).toMatchObject({ orderStatus: 2, cardAuthInfo: { cardholderName: "IVAN" } });
  });

  test("3-D Secure: opening the form again goes on with it; success and failure", async () => {
    const trial = await startTrial();
    const mdOrder = await trial.register();
    const challenge = await send(page(trial, mdOrder), { ...CARD, pan: "5555555555555599" });
    expect(to(challenge)).toContain("/acs_ru.html");
    expect(to(await open(page(trial, mdOrder)))).toContain("/acs_ru.html");
    expect(await (await open(page(trial, mdOrder, "acs_ru"))).text()).toContain("555555**5599");
    expect(to(await send(page(trial, mdOrder, "acs_ru"), { answer: "fail" }))).toContain("/payment_ru.html");
    const again = await (await open(page(trial, mdOrder))).text();
    expect(again).toContain("Оплата не прошла");
    expect(again).toContain("-2025");
    await send(page(trial, mdOrder), { ...CARD, pan: "5555555555555599" });
    expect(to(await send(page(trial, mdOrder, "acs_ru"), { answer: "success" }))).toContain("/done_ru.html");
    expect(await trial.status(mdOrder)).toMatchObject({ orderStatus: 2 });
  });

  test("wrong input is told at once and the card number stays, the order untouched", async () => {
    const trial = await startTrial();
    const mdOrder = await trial.register();
    for (const [wrong, name] of [[{ pan: "1234" }, "номер карты"], [{ expiry: "13/34" }, "срок действия"], [{ expiry: "12/20" }, "срок действия"], [{ cvc: "1" }, "CVC"]] as const) {
      const response = await send(page(trial, mdOrder), { ...CARD, ...wrong });
      expect(response.status).toBe(422);
      expect(await response.text()).toContain(name);
    }
    expect(await trial.status(mdOrder)).toMatchObject({ orderStatus: 0, actionCode: -100 });
  });

  test("a receipt needs a contact: the page asks when none was registered", async () => {
    const trial = await startTrial();
    const orderBundle = JSON.stringify({ cartItems: (JSON.parse(cart()) as { cartItems: unknown }).cartItems });
    const mdOrder = await trial.register({ orderBundle });
    expect(await (await open(page(trial, mdOrder))).text()).toContain("Почта для чека");
    expect((await send(page(trial, mdOrder), CARD)).status).toBe(422);
    await send(page(trial, mdOrder), { ...CARD, email: "payer@example.ru" });
    expect(await trial.status(mdOrder)).toMatchObject({ orderStatus: 2, payerData: { email: "payer@example.ru" } });
  });

  test("SBP: refused, then paid", async () => {
    const trial = await startTrial();
    const mdOrder = await trial.register();
    expect(await (await open(page(trial, mdOrder, "sbp_ru"))).text()).toContain("Оплатил в приложении");
    expect(to(await send(page(trial, mdOrder, "sbp_ru"), { answer: "fail" }))).toContain("/payment_ru.html");
    expect(to(await send(page(trial, mdOrder, "sbp_ru"), { answer: "success" }))).toContain("/done_ru.html");
    expect(await trial.status(mdOrder)).toMatchObject({ orderStatus: 2, paymentWay: "SBP_C2B" });
  });

  test("two tabs: the second one finds the order finished", async () => {
    const trial = await startTrial();
    const mdOrder = await trial.register();
    await send(page(trial, mdOrder), CARD);
    expect(to(await send(page(trial, mdOrder), CARD))).toContain("/done_ru.html");
    expect((await trial.control.order(mdOrder)).attempts).toHaveLength(1);
  });
});

describe("closed orders", () => {
  test("finished, expired, unknown: the texts of 5.3", async () => {
    const trial = await startTrial();
    const follow = async (mdOrder: string) => (await fetch(page(trial, mdOrder))).text();
    const paid = await trial.paid();
    expect(to(await open(page(trial, paid)))).toContain("errors_ru.html?error=payment.errors.order_already_processed");
    expect(await follow(paid)).toContain("Заказ уже обработан");
    const expired = await trial.register();
    await trial.control.advance(1_201_000);
    expect(await follow(expired)).toContain("Сессия оплаты уже истекла");
    expect(to(await send(page(trial, expired), CARD))).toContain("session_expired");
    expect(await follow("nonsense")).toContain("Ошибка сервиса");
    expect(await (await open(`${trial.url}/payment/merchants/ecom/errors_en.html?error=x`)).text()).toContain("Sorry, payment cannot be complete");
    await trial.edit({ page: { finishedOrder: "return" } });
    expect(to(await open(page(trial, paid)))).toContain("/done_ru.html");
  });

  test("robots may be refused", async () => {
    const trial = await startTrial();
    await trial.edit({ page: { refuseHeadless: true } });
    const mdOrder = await trial.register();
    expect((await fetch(page(trial, mdOrder), { headers: { "user-agent": "HeadlessChrome/140" } })).status).toBe(412);
    expect((await open(page(trial, mdOrder))).status).toBe(200);
  });
});

describe("the page's own calls", () => {
  test("getSessionStatus.do and processform.do", async () => {
    const trial = await startTrial();
    const mdOrder = await trial.register();
    const ask = async (method: string, fields: Record<string, string>): Promise<unknown> => (await trial.raw(method, { MDORDER: mdOrder, ...fields })).json();
    const card = { $PAN: "4111111111111111", $CVC: "123", $EXPIRY: "203412", TEXT: "IVAN" };
    expect(await ask("getSessionStatus", {})).toMatchObject({ amount: 100000, remainingSecs: 1200 });
    expect(await ask("processform", { ...card, $CVC: "1" })).toMatchObject({ errorTypeName: "DATA_INPUT_ERROR" });
    expect(await ask("processform", { ...card, $CVC: "999" })).toHaveProperty("error");
    expect(await ask("getSessionStatus", {})).toMatchObject({ error: aString, amount: 100000, remainingSecs: aNumber });
    expect(await ask("processform", { ...card, $PAN: "5555555555555599" })).toMatchObject({ acsUrl: containing("acs_ru"), errorCode: 0 });
    expect(await ask("getSessionStatus", {})).toHaveProperty("acsUrl");
    await trial.control.payAsPayer(mdOrder);
    expect(await ask("getSessionStatus", {})).toMatchObject({ redirect: containing("order_already_processed") });
    const [entry] = await trial.control.requests({ method: "processform" });
    expect(entry?.fields).toMatchObject({ $PAN: "***", $CVC: "***" });
  });
});

test("a page of another site cannot press the buttons, our own forms can", async () => {
  const trial = await startTrial();
  const mdOrder = await trial.register();
  for (const headers of [{ origin: "https://evil.example" }, { origin: "null" }, { "sec-fetch-site": "cross-site" }]) {
    expect((await send(page(trial, mdOrder), CARD, headers)).status).toBe(403);
    expect((await send(`${trial.url}/control/reset`, {}, headers)).status).toBe(403);
  }
  expect((await send(page(trial, mdOrder), CARD, { origin: trial.url, "sec-fetch-site": "same-origin" })).status).toBe(303);
});

test("below a public path every link stays below it, on the bank's port and through a mount alike", async () => {
  const trial = await startTrial({ publicUrl: "http://localhost:3000/sandbox/bank" });
  const mdOrder = await trial.register();
  const path = `/payment/merchants/ecom/payment_ru.html?mdOrder=${mdOrder}`;
  for (const url of [`${trial.url}${path}`, `${trial.url}/sandbox/bank${path}`]) {
    const text = await (await open(url)).text();
    expect(text).toContain(`action="/sandbox/bank${path}"`);
    expect([...text.matchAll(/(?:href|src|action)="(\/[^"]*)"/g)].every((link) => link[1]?.startsWith("/sandbox/bank/"))).toBe(true);
  }
  const mounted = await trial.bank.fetch(new Request(`http://localhost:3000${path}`));
  expect(mounted.status).toBe(200);
  expect((await open(`${trial.url}/sandbox/bank/assets/style.css`)).headers.get("content-type")).toContain("text/css");
});
