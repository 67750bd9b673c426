import { bank, crm, invoiceWith, issue, openAsPayer, openShop, until } from "#testing/rehearsal.ts";
import { answerWith, letLinkAge, MERCHANT, thePayment, toldStatuses } from "#testing/rehearsed-payment.ts";
import { whileBankIsAway } from "#testing/bank-away.ts";
import { expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { sweep } from "#lib/sweep.ts";
import { transaction } from "#lib/transaction.ts";
import { performOperation, planOperation } from "./perform-operation.ts";
import { settleAttempt } from "./settle-attempt.ts";

/** RetailCRM hears that an invoice is cancelled when nobody can pay it any more, and not before. */

async function opened(confirmation: "auto" | "manual" = "auto") {
  const shop = await openShop({ confirmation });
  const { uuid, link } = await issue(shop, "1000.00");
  const { mdOrder } = await openAsPayer(link);
  return { uuid, mdOrder, link };
}

/** Nobody has heard of it. */
async function paidUnheard() {
  const made = await opened();
  await bank.editMerchant(MERCHANT, { callback: { lose: -1 } });
  await bank.payAsPayer(made.mdOrder);
  return made;
}

const bankIsBusy = () => bank.addFault({ method: "decline", kind: "latency", latencyMs: 8_000 });
const bankIsAsked = () => until(async () => (await bank.faults()).length === 0, "the call to end the order");
const diedCancelling = () => db.payment.updateMany({ data: { cancelRequestedAt: new Date() } });

it("cancelling what was paid a moment ago, and nobody has heard of: RetailCRM hears of the money, and of no cancelled invoice before it", async () => {
  const { uuid } = await paidUnheard();
  expect(await crm.cancel({ invoice: uuid })).toMatchObject({ ok: false, message: expect.stringMatching(/заплатить/) as string });
  await invoiceWith(uuid, "succeeded");
  expect(toldStatuses()).toEqual(["succeeded"]);
});

it("a cancel pressed twice on what was paid a moment ago: neither hears that it is cancelled", async () => {
  const { uuid } = await paidUnheard();
  await bankIsBusy();
  const first = crm.cancel({ invoice: uuid });
  await bankIsAsked();
  const second = await crm.cancel({ invoice: uuid });
  expect([(await first).ok, second.ok]).toEqual([false, false]);
  await invoiceWith(uuid, "succeeded");
});

it("a cancel whose process died before it had asked the bank is carried out by the next", async () => {
  const { uuid, mdOrder } = await opened();
  await diedCancelling();
  expect((await crm.cancel({ invoice: uuid })).ok).toBe(true);
  expect(await bank.order(mdOrder)).toMatchObject({ status: 6 });
  expect(await thePayment()).toMatchObject({ status: "canceled" });
});

it("or by whoever looks at the order next, and RetailCRM hears of it", async () => {
  const { uuid, mdOrder } = await opened();
  await diedCancelling();
  await db.attempt.updateMany({ data: { nextCheckAt: new Date(Date.now() - 60_000) } });
  await sweep();
  expect((await invoiceWith(uuid, "canceled")).status).toBe("canceled");
  expect(await bank.order(mdOrder)).toMatchObject({ status: 6 });
});

it("a question to the bank in between tells nothing: the payer may still be quicker", async () => {
  const { uuid, mdOrder } = await opened();
  await bank.editMerchant(MERCHANT, { callback: { lose: -1 } });
  await bankIsBusy();
  const cancelling = crm.cancel({ invoice: uuid });
  await bankIsAsked();
  const [attempt] = (await thePayment()).attempts;
  await settleAttempt(attempt?.id ?? "");
  expect(await thePayment()).toMatchObject({ status: "pending" });
  await bank.payAsPayer(mdOrder);
  expect((await cancelling).ok).toBe(false);
  await invoiceWith(uuid, "succeeded");
  expect(toldStatuses()).toEqual(["succeeded"]);
});

it("pressed twice in the same moment on what was paid unheard: neither hears that it is cancelled, nor does RetailCRM", async () => {
  const { uuid } = await paidUnheard();
  await bank.addFault({ method: "decline", kind: "latency", latencyMs: 2_000 });
  const both = await Promise.all([crm.cancel({ invoice: uuid }), crm.cancel({ invoice: uuid })]);
  expect(both.map(({ ok }) => ok)).toEqual([false, false]);
  await invoiceWith(uuid, "succeeded");
  expect(toldStatuses()).toEqual(["succeeded"]);
});

it("a cancel waits for the end of the order that the payer's own opening has asked for, and hears that he paid", async () => {
  const { uuid, mdOrder, link } = await opened();
  await letLinkAge(600);
  await bank.editMerchant(MERCHANT, { callback: { lose: -1 } });
  await bankIsBusy();
  const opening = openAsPayer(link);
  await bankIsAsked();
  const cancelling = crm.cancel({ invoice: uuid });
  await until(async () => (await thePayment()).cancelRequestedAt !== null, "the cancel to be written down");
  await bank.payAsPayer(mdOrder);
  expect((await cancelling).ok).toBe(false);
  await opening;
  await invoiceWith(uuid, "succeeded");
  expect(toldStatuses()).toEqual(["succeeded"]);
});

it("a cancel whose process died ends all orders that can be paid, also one the bank once refused to end", async () => {
  const { uuid, mdOrder, link } = await opened();
  await bank.editMerchant(MERCHANT, { permissions: { decline: false } });
  await letLinkAge(3_600);
  const { mdOrder: second } = await openAsPayer(link);
  expect(second).not.toBe(mdOrder);
  await db.$executeRaw`UPDATE "Operation" SET "sentAt" = "sentAt" - interval '1 hour'`;
  await bank.editMerchant(MERCHANT, { permissions: { decline: true } });
  await diedCancelling();
  const [first] = (await thePayment()).attempts;
  await db.attempt.updateMany({ where: { id: first?.id ?? "" }, data: { nextCheckAt: new Date(Date.now() - 60_000) } });
  await sweep();
  await invoiceWith(uuid, "canceled");
  expect([(await bank.order(mdOrder)).status, (await bank.order(second)).status]).toEqual([6, 6]);
});

it("a cancel while the bank cannot be reached ends the order as soon as it can", async () => {
  const { uuid, mdOrder } = await opened();
  expect(await whileBankIsAway(() => crm.cancel({ invoice: uuid }))).toMatchObject({ ok: true });
  expect(await bank.order(mdOrder)).toMatchObject({ status: 0 });
  await db.attempt.updateMany({ data: { nextCheckAt: new Date(Date.now() - 60_000) } });
  await sweep();
  await until(async () => (await bank.order(mdOrder)).status === 6, "the order to end");
  expect(toldStatuses()).toEqual(["canceled"]);
});

/** From now on the bank tells of the order what it tells now. */
const freeze = (mdOrder: string) => answerWith(mdOrder, (answer) => answer);
const thaw = () => bank.clearFaults("getOrderStatusExtended");
const due = () => db.attempt.updateMany({ data: { nextCheckAt: new Date(Date.now() - 60_000) } });
/** As if nobody had been asked to end the order for so long. */
const letDeclinesAge = () => db.$executeRaw`UPDATE "Operation" SET "finishedAt" = "finishedAt" - interval '3 minutes' WHERE kind = 'decline'`;

it("pressed twice on what was paid unheard, at a bank that is slow to say how it stands: neither hears that it is cancelled", async () => {
  const { uuid } = await paidUnheard();
  await bank.addFault({ method: "getOrderStatusExtended", kind: "latency", latencyMs: 2_500 });
  const both = await Promise.all([crm.cancel({ invoice: uuid }), crm.cancel({ invoice: uuid })]);
  expect(both.map(({ ok }) => ok)).toEqual([false, false]);
  await invoiceWith(uuid, "succeeded");
  expect(toldStatuses()).toEqual(["succeeded"]);
});

it("the bank would not end the order, and shows only later that it is paid: nobody hears that it is cancelled", async () => {
  const { uuid, mdOrder } = await opened();
  await bank.editMerchant(MERCHANT, { callback: { lose: -1 } });
  await freeze(mdOrder);
  await bank.payAsPayer(mdOrder);
  expect(await crm.cancel({ invoice: uuid })).toMatchObject({ ok: false, message: expect.stringContaining("ещё проверяется") as string });
  await due();
  await sweep();
  expect(await thePayment()).toMatchObject({ status: "pending" });
  await thaw();
  await due();
  await sweep();
  await invoiceWith(uuid, "succeeded");
  expect(toldStatuses()).toEqual(["succeeded"]);
});

it("the bank would not end the order, and cannot be asked how it stands: it is cancelled once that is known", async () => {
  const { uuid } = await paidUnheard();
  await bank.addFault({ method: "getOrderStatusExtended", kind: "http500", times: -1 });
  expect((await crm.cancel({ invoice: uuid })).ok).toBe(false);
  expect(await thePayment()).toMatchObject({ status: "pending" });
  await thaw();
  await due();
  await sweep();
  await invoiceWith(uuid, "succeeded");
  expect(toldStatuses()).toEqual(["succeeded"]);
});

it("the bank would not end the order, and it is not paid for minutes: it is cancelled after all", async () => {
  const { uuid } = await opened();
  const body = JSON.stringify({ errorCode: "7", errorMessage: "Операция невозможна для текущего состояния транзакции" });
  await bank.addFault({ method: "decline", kind: "custom", status: 200, contentType: "text/plain", body, times: -1 });
  expect((await crm.cancel({ invoice: uuid })).ok).toBe(false);
  await letDeclinesAge();
  await due();
  await sweep();
  await invoiceWith(uuid, "canceled");
  expect(toldStatuses()).toEqual(["canceled"]);
});

it("a write that its own process could not send in time is not sent any more", async () => {
  const { mdOrder } = await opened();
  const [attempt] = (await thePayment()).attempts;
  const planned = await transaction((tx) => planOperation(tx, { attemptId: attempt?.id ?? "", kind: "decline", amount: null, requestedBy: "system" }));
  planned.operation.sentAt = new Date(Date.now() - 31_000);
  expect(await performOperation(planned)).toMatchObject({ state: "rejected", code: "not_executed" });
  expect(await bank.order(mdOrder)).toMatchObject({ status: 0 });
});

it("an unwanted hold is let go as soon as the bank can be reached", async () => {
  const { uuid, mdOrder } = await opened("manual");
  crm.setVerdict({ mode: "refuse", text: "Заказ отменён" });
  await bank.editMerchant(MERCHANT, { callback: { lose: -1 } });
  await bank.payAsPayer(mdOrder);
  crm.addFault({ endpoint: "check", kind: "delay", delayMs: 2_000, times: 1 });
  const [attempt] = (await thePayment()).attempts;
  await settleAttempt(attempt?.id ?? "");
  await whileBankIsAway(async () => {
    await until(async () => (await thePayment()).operations.some(({ kind, errorCode }) => kind === "reverse" && errorCode === "unreachable"), "the try to let it go");
  });
  await due();
  await sweep();
  await until(async () => (await bank.order(mdOrder)).status === 3, "the hold to be let go");
  await invoiceWith(uuid, "canceled");
});
