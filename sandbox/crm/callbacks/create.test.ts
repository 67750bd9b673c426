import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CLIENT_ID, startTrial, type Trial } from "../test-kit.ts";
import { joinUrl } from "./send.ts";

let trial: Trial;
beforeEach(async () => {
  trial = await startTrial();
  await trial.register();
});
afterEach(() => trial.close());

const issue = async (order: number | string = 1) =>
  (await trial.crm.control.issueInvoice({ order, shopCode: "shp_1" })).invoice?.uuid ?? "";
const lastCall = () => trial.module.calls.at(-1);

describe("create", () => {
  test("carries the invoice as the protocol describes it", async () => {
    const issued = await trial.crm.control.issueInvoice({ order: "1004A", shopCode: "shp_1" });
    expect(issued).toMatchObject({
      ok: true,
      message: null,
      link: "https://hub.example.ru/p/8Kd2QxAbCd",
      invoice: { cancellable: true },
    });
    const call = lastCall();
    expect(call).toMatchObject({ method: "POST", path: "/payment/create", clientId: CLIENT_ID });
    expect(call?.contentType).toContain("application/x-www-form-urlencoded");
    expect(call?.payload).toEqual({
      shopId: "shp_1",
      invoiceUuid: issued.invoice?.uuid,
      invoiceType: "link",
      amount: 4269,
      currency: "RUB",
      orderNumber: "1004A",
      orderId: 4,
      siteUrl: `${trial.url}/shop/main-store`,
      returnUrl: `${trial.url}/shop/main-store/thanks?order=1004A`,
      items: [
        {
          name: "Тетрадь 48 л. в клетку",
          price: 32.92,
          quantity: 3,
          measurementUnit: "шт",
          vat: "vat10",
          paymentMethod: "full_prepayment",
          paymentObject: "commodity",
        },
        {
          name: "Рюкзак школьный",
          price: 3820.25,
          quantity: 1,
          measurementUnit: "шт",
          vat: "vat22",
          paymentMethod: "full_prepayment",
          paymentObject: "commodity",
        },
        {
          name: "Доставка курьером",
          price: 350,
          quantity: 1,
          vat: "vat22",
          paymentMethod: "full_prepayment",
          paymentObject: "service",
        },
      ],
      customer: {
        email: "office@romashka.example.ru",
        phone: "74951234567",
        firstName: "Иван",
        lastName: "Петров",
        contragentType: "legal-entity",
        legalName: "ООО «Ромашка»",
        INN: "7707083893",
      },
    });
    expect(issued.invoice?.uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test("names with & + % # and Cyrillic arrive unharmed; fractions stay numbers", async () => {
    await issue(2);
    expect(lastCall()?.payload["items"]).toMatchObject([
      { name: "Набор «Чай & кофе» 100 % + кружка #1" },
      { name: 'Кабель USB-C <2 м> "ёлочка" + переходник', quantity: 2 },
    ]);
    await issue(3);
    expect(lastCall()?.payload).toMatchObject({
      amount: 585.31,
      items: [{ quantity: 0.456, price: 899, measurementUnit: "кг" }, { quantity: 1.35 }],
    });
  });

  test("amounts as text or with the noise of floats, and parts left out", async () => {
    trial.crm.control.setSwitches({ amountFormat: "string", sendOrderId: false, sendCustomer: false });
    await issue(3);
    expect(lastCall()?.payload).toMatchObject({
      amount: "585.31",
      items: [{ quantity: "0.456", price: "899.00" }, {}],
    });
    expect(Object.keys(lastCall()?.payload ?? {})).not.toEqual(expect.arrayContaining(["orderId"]));
    expect(lastCall()?.payload).not.toHaveProperty("customer");
    trial.crm.control.setSwitches({ amountFormat: "noisy", sendItems: false });
    await issue(3);
    expect(lastCall()?.payload["amount"]).not.toBe(585.31);
    expect(lastCall()?.payload["amount"]).toBeCloseTo(585.31, 9);
    expect(lastCall()?.payload).not.toHaveProperty("items");
  });

  test("discounts and delivery may be missing from the lines", async () => {
    trial.crm.control.setSwitches({ discountInItems: false, deliveryAsItem: false });
    await issue(4);
    expect(lastCall()?.payload).toMatchObject({ amount: 4269 });
    expect((lastCall()?.payload["items"] as { price: number }[]).map((item) => item.price)).toEqual([33.34, 4299]);
  });

  test("the manager reads what the module refuses with, and may press again for the same invoice", async () => {
    trial.module.answers.set("/payment/create", {
      status: 400,
      body: { success: false, errorMsg: "Терминал отключён" },
    });
    const refused = await trial.crm.control.issueInvoice({ order: 1, shopCode: "shp_1" });
    expect(refused).toMatchObject({
      ok: false,
      message: "Терминал отключён",
      link: null,
      invoice: { errorMsg: "Терминал отключён", status: "pending" },
    });
    expect(trial.crm.control.getOrder({ order: 1 }).payments).toMatchObject([{ status: "not-paid" }]);
    trial.module.answers.set("/payment/create", {
      body: {
        success: true,
        result: { paymentId: "p1", invoiceUrl: "https://hub.example.ru/p/1", cancellable: false },
      },
    });
    const again = await trial.crm.control.resendInvoice({ invoice: refused.invoice?.uuid ?? "" });
    expect(again).toMatchObject({
      ok: true,
      link: "https://hub.example.ru/p/1",
      invoice: { errorMsg: null, externalId: "p1" },
    });
    expect(lastCall()?.payload["invoiceUuid"]).toBe(refused.invoice?.uuid);
    await trial.crm.control.resendInvoice({ invoice: refused.invoice?.uuid ?? "", amount: "1500" });
    expect(lastCall()?.payload["amount"]).toBe(1500);
  });

  test("errors of 4xx answers reach the manager or not, by switch", async () => {
    trial.module.answers.set("/payment/create", {
      status: 400,
      body: { success: false, errorMsg: "Терминал отключён" },
    });
    trial.crm.control.setSwitches({ showErrorsOfFailedCallbacks: false });
    expect(await trial.crm.control.issueInvoice({ order: 1, shopCode: "shp_1" })).toMatchObject({
      message: "Ошибка модуля (HTTP 400)",
      outcomes: [{ errorMsg: "Терминал отключён" }],
    });
  });

  test.each([
    ["HTML", { status: 502, body: "<html>Bad Gateway</html>" }, "Ошибка модуля (HTTP 502)"],
    [
      "an answer without a link",
      { body: { success: true, result: { paymentId: "p1" } } },
      "Модуль ответил без ссылки на оплату",
    ],
    ["an error status with success", { status: 500, body: { success: true } }, "Ошибка модуля (HTTP 500)"],
    ["success that is not true", { body: { success: "true" } }, "Ошибка модуля (HTTP 200)"],
  ])("survives %s", async (_, answer, message) => {
    trial.module.answers.set("/payment/create", answer);
    expect(await trial.crm.control.issueInvoice({ order: 1, shopCode: "shp_1" })).toMatchObject({
      ok: false,
      message,
      link: null,
    });
  });

  test("a slow module times out, an absent one is unreachable", async () => {
    trial.module.answers.set("/payment/create", { body: {}, delayMs: 3000 });
    trial.crm.control.setSwitches({ callbackTimeoutSeconds: 1 });
    const slow = await trial.crm.control.issueInvoice({ order: 1, shopCode: "shp_1" });
    expect(slow).toMatchObject({
      ok: false,
      message: "Модуль не ответил вовремя. Попробуйте ещё раз",
      outcomes: [{ timedOut: true, status: null }],
    });
    await trial.module.close();
    expect(await trial.crm.control.issueInvoice({ order: 1, shopCode: "shp_1" })).toMatchObject({
      message: "Модуль недоступен",
    });
    expect(trial.crm.control.events({ kind: "callback", name: "create" }).map((entry) => entry.status)).toEqual([
      null,
      null,
    ]);
  });

  test("news that overtake the reply are kept, and bring the module's paymentId", async () => {
    trial.module.answers.set("/payment/create", async (call) => {
      const updateInvoice = { invoiceUuid: call.payload["invoiceUuid"], paymentId: "p1", status: "succeeded" };
      await trial.call("/api/v5/payment/update-invoice", { updateInvoice });
      return { status: 500, body: { success: false } };
    });
    const uuid = await issue();
    expect(trial.crm.control.getInvoice({ invoice: uuid })).toMatchObject({ externalId: "p1", status: "succeeded" });
  });

  test("a shop nobody registered, and one that is off but still chosen", async () => {
    expect(await trial.crm.control.issueInvoice({ order: 1, shopCode: "unknown" })).toMatchObject({
      ok: false,
      invoice: null,
    });
    expect(trial.module.calls).toEqual([]);
    await trial.crm.control.issueInvoice({ order: 1, shopCode: "shp_2" });
    expect(lastCall()?.payload["shopId"]).toBe("shp_2");
  });
});

test("where strangers may come, only the named hosts are called", async () => {
  const guarded = await startTrial({ moduleHosts: ["localhost:3000"] });
  await guarded.register();
  const refused = await guarded.crm.control.issueInvoice({ order: 1, shopCode: "shp_1" });
  expect(refused).toMatchObject({ ok: false, message: "Модуль недоступен" });
  expect(guarded.module.calls).toEqual([]);
  expect(guarded.crm.control.events({ kind: "callback" })).toMatchObject([
    { response: "this simulator does not call that host" },
  ]);
  await guarded.close();
});

test.each([
  ["https://hub.example.ru", "/payment/create"],
  ["https://hub.example.ru", "payment/create"],
  ["https://hub.example.ru/", "/payment/create"],
  ["https://hub.example.ru/", "payment/create"],
])("slashes are tolerated: %s and %s", (baseUrl, path) => {
  expect(joinUrl(baseUrl, path)).toBe("https://hub.example.ru/payment/create");
});
