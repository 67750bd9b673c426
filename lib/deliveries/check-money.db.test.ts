import { bank, crm, invoiceWith } from "#testing/rehearsal.ts";
import { asked, eventsOf, held, letAllSettle, letWritesRest, MERCHANT, opened, openProblems, thePayment } from "#testing/rehearsed-payment.ts";
import { describe, expect, it } from "vitest";
import { drainBackground } from "#lib/background.ts";
import { db } from "#lib/db.ts";
import { settleAttempt } from "#lib/payments/settle-attempt.ts";
import { settleDueAttempt } from "#lib/payments/settle-due-attempt.ts";
import { deliverPayment } from "./deliver-payment.ts";

/** What the bank's installation does not allow is a problem of the shop, not of the payment. */
const moneyProblems = async () => (await openProblems()).filter((kind) => !kind.startsWith("no_permission"));

const twoStage = { confirmation: "manual" as const };

describe("a hold, and what the CRM says of it", () => {
  it("verdict no, although the call succeeded: the hold is released, and the manager reads why", async () => {
    const { uuid, mdOrder } = await opened("1000.00", twoStage);
    crm.setVerdict({ mode: "refuse", text: "Товар закончился" });
    await bank.payAsPayer(mdOrder);
    const invoice = await invoiceWith(uuid, "canceled");
    expect(invoice.cancellationDetails).toBe("Товар закончился");
    expect(await bank.order(mdOrder)).toMatchObject({ status: 3 });
    expect(await asked("reverse")).toBe(1);
    expect(crm.events({ name: "update-invoice" })).toHaveLength(1);
  });

  it.each(["error-500", "error-503", "drop-before", "drop-after", "html-405", "success-false", "errors-map"] as const)(
    "a call that failed (%s) is no verdict: the hold stays and is told",
    async (kind) => {
      const { uuid, mdOrder } = await opened("1000.00", twoStage);
      crm.addFault({ endpoint: "check", kind, times: null });
      await bank.payAsPayer(mdOrder);
      await invoiceWith(uuid, "waitingForCapture");
      expect(await bank.order(mdOrder)).toMatchObject({ status: 1 });
      expect(await asked("reverse")).toBe(0);
    },
  );

  it("this process died between the verdict and the release: released by whoever comes next", async () => {
    const { uuid, mdOrder } = await opened("1000.00", twoStage);
    crm.addFault({ endpoint: "check", kind: "error-500", times: null });
    crm.addFault({ endpoint: "update-invoice", kind: "error-500", times: 1 });
    await bank.payAsPayer(mdOrder);
    await bank.settle();
    await drainBackground();
    const { id, attempts } = await thePayment();
    await db.attempt.updateMany({ data: { checkedByCrm: false, crmVerdictText: "Передумали", crmAskedAt: new Date() } });
    await db.delivery.updateMany({ data: { nextTryAt: new Date() } });
    await deliverPayment(id);
    expect((await invoiceWith(uuid, "canceled")).cancellationDetails).toBe("Передумали");
    expect(await bank.order(mdOrder)).toMatchObject({ status: 3 });
    expect(attempts).toHaveLength(1);
  });

  it("the bank may not release it: asked once and not for ever, the hold is told, and a person is called", async () => {
    const { uuid, mdOrder } = await opened("1000.00", twoStage);
    await bank.editMerchant(MERCHANT, { permissions: { reverse: false } });
    crm.setVerdict({ mode: "refuse", text: "Нет" });
    await bank.payAsPayer(mdOrder);
    await invoiceWith(uuid, "waitingForCapture");
    await letAllSettle();
    expect(await asked("reverse")).toBe(1);
    expect(await moneyProblems()).toEqual(["hold_not_released"]);
  });

  it("the request to release it is lost: tried again once it is known not to have arrived", async () => {
    const { uuid, mdOrder } = await opened("1000.00", twoStage);
    crm.setVerdict({ mode: "refuse", text: "Нет" });
    await bank.addFault({ method: "reverse", kind: "requestDropped" });
    await bank.payAsPayer(mdOrder);
    await letAllSettle();
    expect(await bank.order(mdOrder)).toMatchObject({ status: 3 });
    expect(await asked("reverse")).toBe(2);
    expect(crm.getInvoice({ invoice: uuid }).status).toBe("canceled");
  });
});

describe("money taken at once, and what the CRM says of it", () => {
  it("verdict no: told as money and flagged, never given back by itself", async () => {
    const { uuid, mdOrder } = await opened();
    crm.setVerdict({ mode: "refuse", text: "Нет" });
    await bank.payAsPayer(mdOrder);
    await invoiceWith(uuid, "succeeded");
    expect(await openProblems()).toEqual(["crm_rejected_paid"]);
    expect(await bank.order(mdOrder)).toMatchObject({ deposited: 100_000, refunded: 0 });
    expect([await asked("refund"), await asked("reverse")]).toEqual([0, 0]);
  });

  it("is asked about once, however often the report has to be repeated", async () => {
    const { uuid, mdOrder } = await opened();
    crm.addFault({ endpoint: "update-invoice", kind: "error-500", times: 3 });
    await bank.payAsPayer(mdOrder);
    await letAllSettle();
    await letAllSettle();
    expect(crm.getInvoice({ invoice: uuid }).status).toBe("succeeded");
    // once when the payer opened the link, once for the money
    expect(crm.events({ name: "check" })).toHaveLength(2);
  });
});

describe("a cancel and a payer at the same time", () => {
  it("cancel while he is at his bank's page: the hold that comes is released, the manager hears of success", async () => {
    const { uuid, mdOrder } = await opened("1000.00", twoStage);
    await bank.editMerchant(MERCHANT, { permissions: { decline: false } });
    await bank.payAsPayer(mdOrder, { pan: "5555555555555599", result: "leave" });
    expect((await crm.cancel({ invoice: uuid })).ok).toBe(true);
    await bank.payAsPayer(mdOrder, { result: "success" });
    await letAllSettle();
    expect(await bank.order(mdOrder)).toMatchObject({ status: 3 });
    expect(crm.getInvoice({ invoice: uuid }).status).toBe("canceled");
    expect(await moneyProblems()).toEqual([]);
  });

  it("a hold nobody has told us of: the cancel finds it and lets it go", async () => {
    const { uuid, mdOrder } = await opened("1000.00", twoStage);
    await bank.editMerchant(MERCHANT, { callback: { lose: -1 } });
    await bank.payAsPayer(mdOrder);
    expect((await crm.cancel({ invoice: uuid })).ok).toBe(true);
    await letAllSettle();
    expect(await bank.order(mdOrder)).toMatchObject({ status: 3 });
    expect(crm.getInvoice({ invoice: uuid }).status).toBe("canceled");
  });

  it("the bank may not release the hold that came after the cancel: asked once, told as held, flagged", async () => {
    const { uuid, mdOrder } = await opened("1000.00", twoStage);
    await bank.editMerchant(MERCHANT, { permissions: { decline: false, reverse: false } });
    await crm.cancel({ invoice: uuid });
    await bank.payAsPayer(mdOrder);
    await letAllSettle();
    expect(await asked("reverse")).toBe(1);
    expect(crm.getInvoice({ invoice: uuid }).status).toBe("waitingForCapture");
    expect(await moneyProblems()).toEqual(["hold_not_released"]);
  });

  it("money nobody has told us of: the cancel is refused with the truth", async () => {
    const { uuid, mdOrder } = await opened();
    await bank.editMerchant(MERCHANT, { callback: { lose: -1 } });
    await bank.payAsPayer(mdOrder);
    expect((await crm.cancel({ invoice: uuid })).message).toContain("успел заплатить");
    await letAllSettle();
    expect(crm.getInvoice({ invoice: uuid }).status).toBe("succeeded");
  });
});

describe("a cancelled hold whose release got no answer", () => {
  it("and did not happen: the payment is held again, may be approved, and nothing is flagged", async () => {
    const { uuid, mdOrder } = await held();
    await bank.addFault({ method: "reverse", kind: "requestDropped" });
    expect((await crm.cancel({ invoice: uuid })).message).toContain("Проверяем");
    expect((await crm.approve({ invoice: uuid })).ok).toBe(false);
    await letWritesRest();
    for (const { id } of (await thePayment()).attempts) await settleAttempt(id);
    expect(await thePayment()).toMatchObject({ status: "waitingForCapture", cancelRequestedAt: null });
    expect((await crm.approve({ invoice: uuid })).ok).toBe(true);
    await letAllSettle();
    expect(crm.getInvoice({ invoice: uuid })).toMatchObject({ status: "succeeded", amount: "1000.00" });
    expect(await bank.order(mdOrder)).toMatchObject({ deposited: 100_000 });
    expect(await moneyProblems()).toEqual([]);
  });

  it("and did happen: the CRM hears of it", async () => {
    const { uuid, mdOrder } = await held();
    await bank.addFault({ method: "reverse", kind: "answerLost" });
    await crm.cancel({ invoice: uuid });
    await letAllSettle();
    expect(crm.getInvoice({ invoice: uuid }).status).toBe("canceled");
    expect(await bank.order(mdOrder)).toMatchObject({ status: 3 });
    expect(await asked("reverse")).toBe(1);
  });

  it("refused by the bank: said so at once, and the payment is as it was", async () => {
    const { uuid } = await held();
    await bank.editMerchant(MERCHANT, { permissions: { reverse: false } });
    expect((await crm.cancel({ invoice: uuid })).ok).toBe(false);
    expect(await thePayment()).toMatchObject({ status: "waitingForCapture", cancelRequestedAt: null });
    expect((await crm.approve({ invoice: uuid, amount: "400.00" })).ok).toBe(true);
    await letAllSettle();
    expect(crm.getInvoice({ invoice: uuid })).toMatchObject({ status: "succeeded", amount: "400.00" });
  });
});

it("a hold that runs out at the bank is noticed and told", async () => {
  const { uuid, mdOrder } = await held();
  await bank.advance(7 * 86_400_000 + 1_000);
  await letAllSettle();
  expect(await bank.order(mdOrder)).toMatchObject({ status: 3 });
  expect(crm.getInvoice({ invoice: uuid })).toMatchObject({ status: "canceled", cancellationDetails: expect.stringContaining("снял удержание") as string });
  expect(await eventsOf("hold_released")).toHaveLength(1);
  expect((await crm.approve({ invoice: uuid })).ok).toBe(false);
});

it("a hold that the bank captures by itself when its time is over is money", async () => {
  const { uuid, mdOrder } = await opened("1000.00", twoStage);
  await bank.editMerchant(MERCHANT, { money: { holdEnds: "capture" } });
  await bank.payAsPayer(mdOrder);
  await bank.advance(7 * 86_400_000 + 1_000);
  await letAllSettle();
  expect(crm.getInvoice({ invoice: uuid })).toMatchObject({ status: "succeeded", amount: "1000.00" });
});

describe("this process died between a cancel and telling the bank", () => {
  const poll = async (): Promise<void> => {
    await db.attempt.updateMany({ data: { nextCheckAt: new Date() } });
    for (const { id } of (await thePayment()).attempts) await settleDueAttempt(id);
  };
  const cancelled = { cancelRequestedAt: new Date(), status: "canceled" as const };

  it("polling ends the order", async () => {
    const { mdOrder } = await opened();
    await db.payment.updateMany({ data: cancelled });
    await poll();
    expect(await bank.order(mdOrder)).toMatchObject({ status: 6 });
    expect(await asked("decline")).toBe(1);
  });

  it("where orders cannot be ended it asks for that once and not for ever", async () => {
    await opened();
    await bank.editMerchant(MERCHANT, { permissions: { decline: false } });
    await db.payment.updateMany({ data: cancelled });
    for (let times = 0; times < 3; times++) await poll();
    expect(await asked("decline")).toBe(1);
  });

  it("an order of a payment that nobody cancelled is left alone", async () => {
    const { mdOrder } = await opened();
    await poll();
    expect(await bank.order(mdOrder)).toMatchObject({ status: 0 });
    expect(await asked("decline")).toBe(0);
  });
});
