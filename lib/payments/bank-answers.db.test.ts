import { expectAgreement } from "#testing/agreement.ts";
import { bank, crm, issue, openAsPayer, openShop, until } from "#testing/rehearsal.ts";
import { answerWith, asked, type BankAnswer, eventsOf, held, letAllSettle, letLinkAge, MERCHANT, opened, openProblems, paid, thePayment, toldStatuses } from "#testing/rehearsed-payment.ts";
import { describe, expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { settleAttempt } from "./settle-attempt.ts";

const settle = async (): Promise<void> => {
  for (const { id } of (await thePayment()).attempts) await settleAttempt(id).catch(() => undefined);
};

describe.each([1, 2, 3, 4, 9, 20, 46])("status answers of version %i", (statusVersion) => {
  it("hold, capture of less, refund of a part and of the rest come out the same", async () => {
    const { uuid, mdOrder } = await opened("1000.00", { confirmation: "manual" });
    await bank.editMerchant(MERCHANT, { gateway: { statusVersion } });
    await bank.payAsPayer(mdOrder);
    await letAllSettle();
    expect(crm.getInvoice({ invoice: uuid })).toMatchObject({ status: "waitingForCapture", amount: "1000.00" });
    expect((await crm.approve({ invoice: uuid, amount: "700.00" })).ok).toBe(true);
    await letAllSettle();
    expect(crm.getInvoice({ invoice: uuid })).toMatchObject({ status: "succeeded", amount: "700.00" });
    expect((await crm.refund({ invoice: uuid, amount: "300.00" })).ok).toBe(true);
    await letAllSettle();
    expect(crm.getInvoice({ invoice: uuid })).toMatchObject({ status: "succeeded", refundedAmount: "300.00", refundable: true });
    expect((await crm.refund({ invoice: uuid, amount: "400.01" })).ok).toBe(false);
    expect((await crm.refund({ invoice: uuid })).ok).toBe(true);
    await letAllSettle();
    expect(crm.getInvoice({ invoice: uuid })).toMatchObject({ status: "refundSucceeded", refundedAmount: "700.00" });
    await expectAgreement();
    expect(await openProblems()).toEqual([]);
  });
});

describe.each([
  ["numbers", { errorCodeType: "number", contentType: "json" }],
  ["texts", { errorCodeType: "string", contentType: "text", registerErrorCode: true }],
] as const)("error codes as %s", (_, gateway) => {
  it("are read alike", async () => {
    const shop = await openShop();
    await bank.editMerchant(MERCHANT, { gateway });
    const { uuid, link } = await issue(shop, "1000.00");
    await bank.payAsPayer((await openAsPayer(link)).mdOrder);
    await letAllSettle();
    expect((await crm.refund({ invoice: uuid, amount: "1.00" })).ok).toBe(true);
    await letAllSettle();
    await expectAgreement();
  });
});

describe("C-17 an answer that contradicts the order is never 'paid'", () => {
  it.each([
    ["another currency", (answer: BankAnswer) => ({ ...answer, currency: "840" }), "currency"],
    ["another sum", (answer: BankAnswer) => ({ ...answer, amount: 99_999 }), "amount"],
    ["another number", (answer: BankAnswer) => ({ ...answer, orderNumber: "somebody-elses" }), "order_number"],
    ["another order of the bank", (answer: BankAnswer) => ({ ...answer, attributes: [{ name: "mdOrder", value: "0".repeat(36) }] }), "md_order"],
    ["more than was asked", (answer: BankAnswer) => ({ ...answer, paymentAmountInfo: { approvedAmount: 200_000, depositedAmount: 200_000, refundedAmount: 0 } }), "amounts"],
    ["paid, but nothing of it", (answer: BankAnswer) => ({ ...answer, paymentAmountInfo: { approvedAmount: 0, depositedAmount: 0, refundedAmount: 0 } }), "amounts"],
  ])("%s: to be looked at, the link waits, and it clears by itself", async (_, change, mismatch) => {
    const { uuid, link, mdOrder } = await opened();
    await bank.editMerchant(MERCHANT, { callback: { lose: -1 } });
    await bank.payAsPayer(mdOrder);
    await answerWith(mdOrder, change);
    await letAllSettle();
    expect(await thePayment()).toMatchObject({ status: "pending", captured: 0n });
    expect((await thePayment()).attempts[0]).toMatchObject({ mismatch });
    expect(await openProblems()).toEqual(["amounts_differ"]);
    expect(crm.getInvoice({ invoice: uuid }).status).toBe("pending");
    await letLinkAge(7_200);
    expect(await openAsPayer(link)).toMatchObject({ status: 200, location: null, page: expect.stringContaining("Платёж проверяется") as string });
    expect(await asked("register")).toBe(1);
    await bank.clearFaults();
    await letAllSettle();
    expect(crm.getInvoice({ invoice: uuid }).status).toBe("succeeded");
    expect(await openProblems()).toEqual([]);
    expect(await eventsOf("amounts_differ")).toHaveLength(1);
  });

  it("cancelling it is refused, and nobody hears that it is cancelled; nor is the payer asked to pay again", async () => {
    const { uuid, link, mdOrder } = await opened();
    await bank.editMerchant(MERCHANT, { callback: { lose: -1 } });
    await bank.payAsPayer(mdOrder);
    await answerWith(mdOrder, (answer) => ({ ...answer, amount: 99_999 }));
    await letAllSettle();
    expect((await openAsPayer(`${link}/result`)).page).toContain("Платёж проверяется");
    for (let times = 0; times < 2; times++) {
      expect(await crm.cancel({ invoice: uuid })).toMatchObject({ ok: false, message: expect.stringMatching(/личном кабинете/) as string });
      await letAllSettle();
    }
    expect((await openAsPayer(link)).status).toBe(200);
    expect(await thePayment()).toMatchObject({ status: "pending", captured: 0n });
    expect(toldStatuses()).toEqual([]);
    await bank.clearFaults();
    await letAllSettle();
    expect(toldStatuses()).toEqual(["succeeded"]);
    expect(await openProblems()).toEqual(["paid_after_cancel"]);
  });

  it("cancelling one that nobody has paid ends it at the bank, and is a cancel", async () => {
    const { uuid, mdOrder } = await opened();
    await answerWith(mdOrder, (answer) => ({ ...answer, amount: 99_999 }));
    await letAllSettle();
    expect((await crm.cancel({ invoice: uuid })).ok).toBe(true);
    expect(await bank.order(mdOrder)).toMatchObject({ status: 6 });
    expect((await thePayment()).status).toBe("canceled");
  });

  it("about a payment that is paid: it stays paid, with a problem, and nobody can pay it again", async () => {
    const { uuid, link, mdOrder } = await paid();
    await answerWith(mdOrder, (answer) => ({ ...answer, currency: "840" }));
    await settle();
    expect(await thePayment()).toMatchObject({ status: "succeeded", captured: 100_000n });
    expect(await openProblems()).toEqual(["amounts_differ"]);
    expect((await openAsPayer(link)).page).toContain("Заказ оплачен");
    expect(crm.getInvoice({ invoice: uuid }).status).toBe("succeeded");
  });

  it("refunded by hand before we ever saw it paid, where the bank hides sums: to be looked at, not payable again", async () => {
    const { link, mdOrder } = await opened();
    await bank.editMerchant(MERCHANT, { gateway: { statusVersion: 1 }, callback: { lose: -1 } });
    await bank.payAsPayer(mdOrder);
    await bank.refund(mdOrder, 30_000);
    await letAllSettle();
    expect(await openProblems()).toEqual(["amounts_differ"]);
    await letLinkAge(7_200);
    expect(await openAsPayer(link)).toMatchObject({ status: 200, location: null, page: expect.stringContaining("Платёж проверяется") as string });
    expect(await asked("register")).toBe(1);
  });
});

describe("unreadable answers change nothing", () => {
  it.each([
    ["money as a fraction", (answer: BankAnswer) => ({ ...answer, paymentAmountInfo: { depositedAmount: 1000.5, refundedAmount: 0 } })],
    ["negative money", (answer: BankAnswer) => ({ ...answer, paymentAmountInfo: { depositedAmount: -1, refundedAmount: 0 } })],
    ["money as words", (answer: BankAnswer) => ({ ...answer, amount: "тысяча" })],
    ["a status as words", (answer: BankAnswer) => ({ ...answer, orderStatus: "paid" })],
    ["no status", ({ orderStatus: _, ...answer }: BankAnswer) => answer],
    ["a list", () => [] as unknown as BankAnswer],
  ])("%s", async (_, change) => {
    const { mdOrder } = await opened();
    await bank.editMerchant(MERCHANT, { callback: { lose: -1 } });
    await bank.payAsPayer(mdOrder);
    await answerWith(mdOrder, change);
    await settle();
    const payment = await thePayment();
    expect([payment.status, payment.captured]).not.toContain(100_050n);
    expect(payment.status === "pending" || payment.captured === 100_000n).toBe(true);
    await bank.clearFaults();
    await letAllSettle();
    await expectAgreement();
  });
});

describe("what is done in the bank's cabinet", () => {
  it("a payment taken back on the same day is a refund", async () => {
    const { uuid, mdOrder } = await paid();
    await bank.reverse(mdOrder);
    await letAllSettle();
    expect(crm.getInvoice({ invoice: uuid })).toMatchObject({ status: "refundSucceeded", refundedAmount: "1000.00" });
    await expectAgreement();
  });

  it("a hold captured there is money, a hold released there is a cancelled payment", async () => {
    const { uuid, mdOrder } = await held();
    await bank.deposit(mdOrder, 40_000);
    await letAllSettle();
    expect(crm.getInvoice({ invoice: uuid })).toMatchObject({ status: "succeeded", amount: "400.00" });
    await expectAgreement();
  });

  it("a hold released there", async () => {
    const { uuid, mdOrder } = await held();
    await bank.reverse(mdOrder);
    await letAllSettle();
    expect(crm.getInvoice({ invoice: uuid }).status).toBe("canceled");
    await expectAgreement();
  });

  it("refunds there and from the CRM side by side, until nothing is left", async () => {
    const { uuid, mdOrder } = await paid();
    await Promise.all([bank.refund(mdOrder, 25_000), crm.refund({ invoice: uuid, amount: "250.00" })]);
    await letAllSettle();
    await expectAgreement();
    const left = (await bank.order(mdOrder)).deposited;
    await bank.refund(mdOrder, left - 100);
    await letAllSettle();
    await crm.refund({ invoice: uuid });
    await letAllSettle();
    expect(crm.getInvoice({ invoice: uuid })).toMatchObject({ status: "refundSucceeded", refundedAmount: "1000.00" });
    await expectAgreement();
  });
});

it("a stale answer is dropped: a question asked before the last one does not undo what was learnt since", async () => {
  const { mdOrder } = await opened();
  const { attempts } = await thePayment();
  const id = attempts[0]?.id ?? "";
  await bank.editMerchant(MERCHANT, { callback: { lose: -1 } });
  await bank.addFault({ method: "getOrderStatusExtended", kind: "latency", latencyMs: 2_000, effect: true });
  await bank.clearRequests();
  const slow = settleAttempt(id);
  await until(async () => (await asked("getOrderStatusExtended")) > 0, "the slow question");
  await bank.payAsPayer(mdOrder);
  await settleAttempt(id);
  expect(await thePayment()).toMatchObject({ status: "succeeded" });
  await slow;
  expect(await thePayment()).toMatchObject({ status: "succeeded", captured: 100_000n });
  expect(await db.paymentEvent.count({ where: { kind: "paid" } })).toBe(1);
});

describe("a status nobody knows", () => {
  it("is being checked, and the order is ended before another is made", async () => {
    const { link, mdOrder } = await opened();
    await answerWith(mdOrder, (answer) => ({ ...answer, orderStatus: 9 }));
    await letAllSettle();
    const { page } = await openAsPayer(`${link}/result`);
    expect(page).toContain("Проверяем оплату");
    expect(page).not.toContain("не прошла");
    await letLinkAge(7_200);
    const again = await openAsPayer(link);
    expect(again.mdOrder).not.toBe(mdOrder);
    expect(await bank.order(mdOrder)).toMatchObject({ status: 6 });
    expect(await asked("decline")).toBe(1);
  });
});
