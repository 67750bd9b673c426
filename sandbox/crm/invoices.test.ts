import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startTrial, type Trial } from "./test-kit.ts";

let trial: Trial;
beforeEach(async () => {
  trial = await startTrial();
  await trial.register();
});
afterEach(() => trial.close());

describe("reading an invoice", () => {
  test("sums are texts; an unknown one is success:false with 200", async () => {
    const uuid = (await trial.crm.control.issueInvoice({ order: 3, shopCode: "shp_1" })).invoice?.uuid ?? "";
    await trial.call("/api/v5/payment/update-invoice", {
      updateInvoice: {
        invoiceUuid: uuid,
        status: "succeeded",
        paidAt: "2026-03-01 12:04:11",
        discountAmount: 20,
        refund: { id: "rf_1", status: "succeeded", amount: 100.5 },
      },
    });
    const { body } = await trial.get(`/api/v5/payment/invoice/${uuid}`);
    expect(body).toMatchObject({
      success: true,
      invoice: {
        invoiceUuid: uuid,
        invoiceType: "link",
        orderId: 3,
        amount: "585.31",
        currency: "RUB",
        status: "succeeded",
        externalId: `pay-${uuid}`,
        link: "https://hub.example.ru/p/8Kd2QxAbCd",
        email: null,
        paidAt: "2026-03-01 12:04:11",
        refunds: [{ externalId: "rf_1", amount: "100.50", status: "succeeded", comment: null }],
        discountAmount: "20.00",
      },
    });
    expect(typeof (body["invoice"] as { paymentId: unknown }).paymentId).toBe("number");
    expect(await trial.get("/api/v5/payment/invoice/7b0c3a6e-0d0e-4f56-9a57-2b7f2f0f8e10")).toMatchObject({
      status: 200,
      body: { success: false },
    });
  });
});

describe("create-invoice", () => {
  const create = (paymentId: unknown, returnUrl?: string) =>
    trial.call("/api/v5/payment/create-invoice", { createInvoice: { paymentId, returnUrl } });

  test("calls the module in the middle and answers its link; a live invoice is not issued again", async () => {
    const payment = trial.crm.control.addPayment({ order: 2, shopCode: "shp_1" });
    const answer = await create(payment.id, "https://shop.example.ru/back");
    expect(answer).toMatchObject({
      status: 200,
      body: { success: true, result: { link: "https://hub.example.ru/p/8Kd2QxAbCd" } },
    });
    expect(trial.module.calls).toMatchObject([
      { payload: { orderNumber: "1002A", returnUrl: "https://shop.example.ru/back" } },
    ]);
    expect((await create(payment.id)).status).toBe(200);
    expect(trial.module.calls).toHaveLength(1);
  });

  test("tells the module's refusal; an unknown or ordinary payment is an error", async () => {
    trial.module.answers.set("/payment/create", {
      status: 400,
      body: { success: false, errorMsg: "Терминал отключён" },
    });
    const payment = trial.crm.control.addPayment({ order: 2, shopCode: "shp_1" });
    expect(await create(payment.id)).toMatchObject({
      status: 400,
      body: { success: false, errorMsg: "Терминал отключён" },
    });
    expect(await create(999)).toMatchObject({
      status: 400,
      body: { errors: { paymentId: "This value is not valid." } },
    });
    expect(() => trial.crm.control.addPayment({ order: 2, shopCode: "unknown" })).toThrow("no active payment type");
  });
});

describe("import", () => {
  const invoice = {
    externalId: "979",
    amount: 6697,
    currency: "RUB",
    status: "succeeded",
    createdAt: "2025-07-08 00:00:00",
    paidAt: "2025-07-08 00:10:00",
    refundable: true,
  };
  const send = (fields: Record<string, unknown>) =>
    trial.call("/api/v5/payment/invoice/import", { invoice: { ...invoice, ...fields } });

  test("brings a payment made elsewhere into the integration", async () => {
    const payment = trial.crm.control.addPayment({ order: 1, shopCode: "shp_1" });
    const { body } = await send({
      paymentId: payment.id,
      refunds: [{ externalId: "r1", status: "succeeded", amount: 97, createdAt: "2025-07-09 00:00:00" }],
    });
    const uuid = (body["invoice"] as { invoiceUuid: string }).invoiceUuid;
    expect(trial.crm.control.getInvoice({ invoice: uuid })).toMatchObject({
      status: "succeeded",
      amount: "6697.00",
      externalId: "979",
      refundedAmount: "97.00",
      refundable: true,
    });
    expect(trial.crm.control.getOrder({ order: 1 }).payments).toMatchObject([
      { status: "paid", paidAt: "2025-07-08 00:10:00" },
    ]);
    expect(trial.module.calls).toEqual([]);
  });

  test.each([
    ["paymentId", {}],
    ["externalId", { externalId: "" }],
    ["status", { status: "done" }],
    ["paidAt", { paidAt: "08.07.2025" }],
    ["refunds", { refunds: "none" }],
    ["refunds[0].externalId", { refunds: [{ status: "succeeded", amount: 1 }] }],
  ])("names a wrong %s", async (field, fields) => {
    const { status, body } = await send(fields);
    expect(status).toBe(400);
    expect(Object.keys(body["errors"] as object)).toContain(field);
  });
});
