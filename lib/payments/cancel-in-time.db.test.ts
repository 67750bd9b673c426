import { bank, crm, invoiceWith, issue, openAsPayer, openShop, until } from "#testing/rehearsal.ts";
import { letLinkAge, MERCHANT, thePayment, toldStatuses } from "#testing/rehearsed-payment.ts";
import { whileBankIsAway } from "#testing/bank-away.ts";
import { expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { sweep } from "#lib/sweep.ts";
import { settleAttempt } from "./settle-attempt.ts";

/** RetailCRM hears that an invoice is cancelled when nobody can pay it any more, and not before. */

async function opened() {
  const shop = await openShop();
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
