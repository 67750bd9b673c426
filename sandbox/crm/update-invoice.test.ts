import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startTrial, type Trial } from "./test-kit.ts";

let trial: Trial;
let uuid: string;
beforeEach(async () => {
  trial = await startTrial();
  trial.crm.control.setSwitches({ requestsPerSecond: 0 });
  await trial.register();
  uuid = (await trial.crm.control.issueInvoice({ order: 1, shopCode: "shp_1" })).invoice?.uuid ?? "";
});
afterEach(() => trial.close());

const update = (fields: Record<string, unknown>) =>
  trial.call("/api/v5/payment/update-invoice", { updateInvoice: { invoiceUuid: uuid, ...fields } });
const payment = () => trial.crm.control.getOrder({ order: 1 }).payments[0];

describe("update-invoice", () => {
  test("a paid invoice makes the order paid", async () => {
    expect(payment()).toMatchObject({ status: "invoice-sent", paidAt: null });
    const told = await update({
      paymentId: `pay-${uuid}`,
      status: "succeeded",
      amount: 1999.9,
      paidAt: "2026-03-01 12:04:11",
      refundable: true,
      cancellable: false,
    });
    expect(told).toMatchObject({ status: 200, body: { success: true } });
    expect(payment()).toMatchObject({
      status: "paid",
      statusName: "Оплачен",
      amount: "1999.90",
      paidAt: "2026-03-01 12:04:11",
    });
    expect(trial.crm.control.getInvoice({ invoice: uuid })).toMatchObject({
      status: "succeeded",
      refundable: true,
      cancellable: false,
    });
    expect(trial.crm.control.events({ name: "update-invoice" })).toMatchObject([
      { kind: "api", status: 200, key: "key-1", request: { updateInvoice: { invoiceUuid: uuid, amount: 1999.9 } } },
    ]);
  });

  test("hold, capture of less, refund in two parts", async () => {
    await update({ status: "waitingForCapture", amount: 1999.9, expiredAt: "2026-03-08 12:00:00" });
    expect(payment()).toMatchObject({ status: "payment-hold" });
    await update({ status: "succeeded", amount: "1500.00", paidAt: "2026-03-01 12:04:11", refundable: true });
    await update({ status: "succeeded", refund: { id: "rf_1", status: "pending", amount: 500 } });
    await update({ refund: { id: "rf_1", status: "succeeded", amount: 500, comment: "по просьбе клиента" } });
    expect(trial.crm.control.getInvoice({ invoice: uuid })).toMatchObject({
      status: "succeeded",
      amount: "1500.00",
      refundedAmount: "500.00",
      refunds: [{ externalId: "rf_1", status: "succeeded", comment: "по просьбе клиента" }],
    });
    await update({
      status: "refundSucceeded",
      refundable: false,
      refund: { id: "rf_2", status: "succeeded", amount: 1000 },
    });
    expect(payment()).toMatchObject({ status: "returned", invoice: { refundedAmount: "1500.00", refundable: false } });
  });

  test("absent and null fields leave the invoice as it is", async () => {
    await update({ status: "canceled", cancellationDetails: "Истёк срок ссылки", cancellable: false });
    await update({ status: null, cancellationDetails: null, invoiceUrl: "https://hub.example.ru/p/New0000000" });
    expect(trial.crm.control.getInvoice({ invoice: uuid })).toMatchObject({
      status: "canceled",
      cancellationDetails: "Истёк срок ссылки",
      link: "https://hub.example.ru/p/New0000000",
    });
  });

  test.each([
    ["invoiceUuid", { invoiceUuid: "" }],
    ["status", { status: "paid" }],
    ["status", { status: 2 }],
    ["amount", { amount: "много" }],
    ["amount", { amount: -1 }],
    ["discountAmount", { discountAmount: true }],
    ["paymentId", { paymentId: "x".repeat(256) }],
    ["paymentId", { paymentId: "pay-of-another-invoice" }],
    ["cancellationDetails", { cancellationDetails: "Ж".repeat(256) }],
    ["invoiceUrl", { invoiceUrl: "hub/p/1" }],
    ["paidAt", { paidAt: "2026-03-01T12:04:11Z" }],
    ["paidAt", { paidAt: "2026-02-30 12:00:00" }],
    ["expiredAt", { expiredAt: 1767214800 }],
    ["refundable", { refundable: "maybe" }],
    ["refund", { refund: "rf_1" }],
    ["refund.id", { refund: { status: "succeeded", amount: 1 } }],
    ["refund.status", { refund: { id: "rf_1", status: "done", amount: 1 } }],
    ["refund.amount", { refund: { id: "rf_1", status: "succeeded", amount: 0 } }],
  ])("refuses a wrong %s: %j", async (field, fields) => {
    const before = trial.crm.control.getInvoice({ invoice: uuid });
    const { status, body } = await update(fields);
    expect([status, body["errorMsg"], Object.keys(body["errors"] as object)]).toEqual([
      400,
      "Errors in the entity format",
      [field],
    ]);
    expect(trial.crm.control.getInvoice({ invoice: uuid })).toEqual(before);
  });

  test("texts of exactly 255 characters pass; unknown invoices are 404; unknown fields by switch", async () => {
    expect((await update({ cancellationDetails: "👉".repeat(255) })).status).toBe(200);
    expect(await update({ invoiceUuid: "7b0c3a6e-0d0e-4f56-9a57-2b7f2f0f8e10" })).toMatchObject({
      status: 404,
      body: { errorMsg: "Not found" },
    });
    expect((await update({ whatever: 1 })).status).toBe(200);
    trial.crm.control.setSwitches({ rejectUnknownFields: true });
    expect((await update({ whatever: 1 })).body["errors"]).toEqual({
      whatever: "This form should not contain extra fields.",
    });
  });

  test("strictTransitions refuses moves backwards but not repeats", async () => {
    await update({ status: "succeeded" });
    expect((await update({ status: "pending" })).status).toBe(200);
    await update({ status: "succeeded" });
    trial.crm.control.setSwitches({ strictTransitions: true });
    expect((await update({ status: "succeeded" })).status).toBe(200);
    expect((await update({ status: "waitingForCapture" })).body["errors"]).toEqual({
      status: 'The status cannot change from "succeeded" to "waitingForCapture".',
    });
    expect((await update({ status: "refundSucceeded" })).status).toBe(200);
  });

  test("during a callback about the invoice: served, refused, or kept waiting", async () => {
    const statuses: Record<string, number> = {};
    let order: string[] = [];
    for (const lock of ["off", "refuse", "wait"] as const) {
      trial.crm.control.setSwitches({ lockDuringCallback: lock });
      order = [];
      let late: Promise<unknown> = Promise.resolve();
      trial.module.answers.set("/payment/cancel", async () => {
        const told = update({ cancellationDetails: lock }).then((answer) => {
          statuses[lock] = answer.status;
          order.push("update");
        });
        if (lock === "wait") late = told;
        else await told;
        return { body: { success: true }, delayMs: 30 };
      });
      await trial.crm.control.cancel({ invoice: uuid });
      order.push("callback");
      await late;
    }
    expect(statuses).toEqual({ off: 200, refuse: 400, wait: 200 });
    expect(order).toEqual(["callback", "update"]);
  });

  test("the merchant's own mapping decides what the order shows", async () => {
    trial.crm.control.savePaymentType({
      code: "alfabank-shp_1",
      name: "Картой",
      statusMap: { succeeded: "payment-hold" },
    });
    await update({ status: "succeeded" });
    expect(payment()).toMatchObject({ status: "payment-hold" });
  });
});

describe("check", () => {
  const check = async (fields: Record<string, unknown> = {}) =>
    (
      await trial.call("/api/v5/payment/check", {
        check: { invoiceUuid: uuid, amount: 1999.9, currency: "RUB", ...fields },
      })
    ).body;

  test("outer success is about the call, the verdict is inside", async () => {
    expect(await check()).toEqual({ success: true, result: { success: true } });
    expect(await check({ amount: "1999.90" })).toEqual({ success: true, result: { success: true } });
    const verdict = (errorMsg: string) => ({ success: true, result: { success: false, errorMsg } });
    expect(await check({ amount: 1999.89 })).toEqual(verdict("Сумма счёта другая"));
    expect(await check({ currency: "USD" })).toEqual(verdict("Валюта счёта другая"));
    expect(await check({ invoiceUuid: "7b0c3a6e-0d0e-4f56-9a57-2b7f2f0f8e10" })).toEqual(verdict("Счёт не найден"));
    expect(await check({ amount: undefined })).toMatchObject({
      success: false,
      errors: { amount: "This value should not be blank." },
    });
    await update({ status: "canceled" });
    expect(await check()).toEqual(verdict("Счёт больше не ждёт оплаты"));
  });

  test("a hold may still be checked; a lower sum only by switch", async () => {
    await update({ status: "waitingForCapture" });
    expect(await check()).toMatchObject({ result: { success: true } });
    expect(await check({ amount: 1500 })).toMatchObject({ result: { success: false } });
    trial.crm.control.setSwitches({ checkAcceptsLower: true });
    expect(await check({ amount: 1500 })).toMatchObject({ result: { success: true } });
    expect(await check({ amount: 2000 })).toMatchObject({ result: { success: false } });
  });

  test("an order that changed or was cancelled after the link", async () => {
    trial.crm.control.setOrderSum({ order: 1, sum: "2400" });
    expect(await check()).toMatchObject({ result: { success: false, errorMsg: "Сумма заказа изменилась" } });
    trial.crm.control.setSwitches({ checkComparesOrder: false });
    expect(await check()).toMatchObject({ result: { success: true } });
    trial.crm.control.editOrder({ order: "1001A", status: "cancel" });
    expect(await check()).toMatchObject({ result: { errorMsg: "Заказ отменён" } });
  });

  test("a forced verdict, in the account's language", async () => {
    trial.crm.control.setVerdict({ mode: "refuse", text: "Товар закончился" });
    expect(await check()).toEqual({ success: true, result: { success: false, errorMsg: "Товар закончился" } });
    trial.crm.control.setVerdict({ mode: "refuse" });
    await trial.crm.control.setSettings({ language: "en" });
    expect(await check()).toMatchObject({ result: { errorMsg: "The payment was forbidden by the manager" } });
  });
});
