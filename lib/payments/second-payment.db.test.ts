import { bank, crm, invoiceWith, issue, openAsPayer, openShop, until } from "#testing/rehearsal.ts";
import { asked, letAllSettle } from "#testing/rehearsed-payment.ts";
import { expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { sweep } from "#lib/sweep.ts";
import { returnDuplicate } from "./return-duplicate.ts";

const open = (kind: string) => db.problem.count({ where: { kind, clearedAt: null } });

/** The bank lets no order be ended and its sessions outlive ours: the page opened first stays payable beside the second. */
async function twoPages(confirmation: "auto" | "manual") {
  const shop = await openShop({ confirmation });
  await bank.editMerchant("r-sandbox-api", { permissions: { decline: false } });
  const { uuid, link } = await issue(shop, "1000.00");
  const first = await openAsPayer(link);
  await db.$executeRaw`UPDATE "Attempt" SET "registeredAt" = now() - interval '1 hour', "expiresAt" = now() - interval '30 minutes'`;
  await db.payment.updateMany({ data: { firstOpenedAt: new Date(Date.now() - 3_600_000) } });
  const second = await openAsPayer(link);
  expect(second.mdOrder).not.toBe(first.mdOrder);
  return { uuid, first, second };
}

async function paidTwice(confirmation: "auto" | "manual") {
  const { uuid, first, second } = await twoPages(confirmation);
  await bank.payAsPayer(second.mdOrder);
  await invoiceWith(uuid, confirmation === "auto" ? "succeeded" : "waitingForCapture");
  await bank.payAsPayer(first.mdOrder);
  await until(async () => (await open("paid_twice")) === 1, "the second payment to be noticed");
  return { uuid, first, second };
}

async function duplicateOf() {
  const { detail, paymentId } = await db.problem.findFirstOrThrow({ where: { kind: "paid_twice" } });
  const [attemptId = ""] = (detail as { attempts: string[] }).attempts;
  return { paymentId: paymentId ?? "", attemptId };
}

it("a second payment of one invoice is flagged and given back without touching the first or telling the CRM of a refund", async () => {
  const { uuid, first, second } = await paidTwice("auto");
  const { paymentId, attemptId } = await duplicateOf();
  await returnDuplicate("user:test", paymentId, attemptId);
  expect(await open("paid_twice")).toBe(0);
  expect(await bank.order(first.mdOrder)).toMatchObject({ deposited: 0, refunded: 100_000 });
  expect(await bank.order(second.mdOrder)).toMatchObject({ deposited: 100_000, refunded: 0 });
  expect(await db.payment.findFirstOrThrow()).toMatchObject({ status: "succeeded", captured: 100_000n, refunded: 0n });
  expect(crm.getInvoice({ invoice: uuid })).toMatchObject({ status: "succeeded", refundedAmount: "0.00" });
  await expect(returnDuplicate("user:test", paymentId, attemptId)).rejects.toMatchObject({ reason: "not_a_duplicate" });
});

const refunds = (uuid: string) => crm.getInvoice({ invoice: uuid }).refunds.map(({ amount, status }) => `${amount} ${status}`);

it("what RetailCRM gives back is its payment's, told with every refund; the second payment stays flagged until it has gone back too", async () => {
  const { uuid, first, second } = await paidTwice("auto");
  const given: string[] = [];
  for (const [amount, total] of [["300.00", "300.00"], ["200.00", "500.00"], [null, "1000.00"]] as const) {
    expect((await crm.refund({ invoice: uuid, ...(amount !== null && { amount }) })).ok).toBe(true);
    await letAllSettle();
    given.push(`${amount ?? "500.00"} succeeded`);
    expect(refunds(uuid)).toEqual(given);
    expect(crm.getInvoice({ invoice: uuid })).toMatchObject({ refundedAmount: total, status: total === "1000.00" ? "refundSucceeded" : "succeeded" });
    expect(await open("paid_twice")).toBe(1);
  }
  expect((await crm.refund({ invoice: uuid, amount: "50.00" })).ok).toBe(false);
  expect(await db.payment.findFirstOrThrow()).toMatchObject({ status: "refundSucceeded", captured: 100_000n, refunded: 100_000n });
  expect(await bank.order(second.mdOrder)).toMatchObject({ refunded: 100_000 });
  expect(await bank.order(first.mdOrder)).toMatchObject({ refunded: 0 });
  const { paymentId, attemptId } = await duplicateOf();
  await returnDuplicate("user:test", paymentId, attemptId);
  await letAllSettle();
  expect(await open("paid_twice")).toBe(0);
  expect(refunds(uuid)).toEqual(given);
  expect(crm.getInvoice({ invoice: uuid })).toMatchObject({ refundedAmount: "1000.00", status: "refundSucceeded" });
});

it("of two holds the second is let go", async () => {
  const { first, second } = await paidTwice("manual");
  const { paymentId, attemptId } = await duplicateOf();
  const { mdOrder } = await db.attempt.findUniqueOrThrow({ where: { id: attemptId } });
  await returnDuplicate("user:test", paymentId, attemptId);
  expect(await open("paid_twice")).toBe(0);
  const kept = mdOrder === first.mdOrder ? second.mdOrder : first.mdOrder;
  expect(await bank.order(mdOrder ?? "")).toMatchObject({ status: 3 });
  expect(await bank.order(kept)).toMatchObject({ status: 1 });
});

it("a hold that comes after the cancel is reversed, and the CRM hears of a cancelled invoice only", async () => {
  const shop = await openShop({ confirmation: "manual" });
  await bank.editMerchant("r-sandbox-api", { permissions: { decline: false } });
  const { uuid, link } = await issue(shop, "1000.00");
  const { mdOrder } = await openAsPayer(link);
  expect((await crm.cancel({ invoice: uuid })).ok).toBe(true);
  await invoiceWith(uuid, "canceled");
  await bank.payAsPayer(mdOrder);
  await until(async () => (await bank.order(mdOrder)).status === 3, "the hold to be reversed");
  await until(async () => (await db.payment.findFirstOrThrow()).status === "canceled", "the payment to be cancelled");
  expect(crm.getInvoice({ invoice: uuid }).status).toBe("canceled");
});

it("a link that outlived its days is cancelled at the bank and in the CRM", async () => {
  const shop = await openShop();
  await db.sync.updateMany({ data: { linkDays: 3 } });
  const { uuid, link } = await issue(shop, "1000.00");
  const { mdOrder } = await openAsPayer(link);
  await sweep();
  expect((await db.payment.findFirstOrThrow()).status).toBe("pending");
  await db.payment.updateMany({ data: { createdAt: new Date(Date.now() - 4 * 86_400_000) } });
  await sweep();
  expect((await invoiceWith(uuid, "canceled")).cancellationDetails).toBe("Срок действия ссылки истёк");
  expect(await bank.order(mdOrder)).toMatchObject({ status: 6 });
});

it("RetailCRM's refund is of its own payment, also while the second one is being given back by hand", async () => {
  const { uuid, first, second } = await paidTwice("auto");
  const { paymentId, attemptId } = await duplicateOf();
  await bank.addFault({ method: "refund", kind: "latency", latencyMs: 3_000 });
  const returning = returnDuplicate("user:test", paymentId, attemptId);
  await until(async () => (await bank.faults()).length === 0, "the bank to be asked");
  expect((await crm.refund({ invoice: uuid })).ok).toBe(true);
  await returning;
  await letAllSettle();
  expect(await bank.order(first.mdOrder)).toMatchObject({ deposited: 0, refunded: 100_000 });
  expect(await bank.order(second.mdOrder)).toMatchObject({ deposited: 0, refunded: 100_000 });
  expect(refunds(uuid)).toEqual(["1000.00 succeeded"]);
});

it("and right after that took its time", async () => {
  const { uuid, second } = await paidTwice("auto");
  const { paymentId, attemptId } = await duplicateOf();
  await returnDuplicate("user:test", paymentId, attemptId);
  await db.$executeRaw`UPDATE "Refund" SET "createdAt" = "createdAt" - interval '12 seconds'`;
  expect((await crm.refund({ invoice: uuid })).ok).toBe(true);
  await letAllSettle();
  expect(await bank.order(second.mdOrder)).toMatchObject({ deposited: 0, refunded: 100_000 });
});

it("an approve that is repeated captures one hold, though a second one came meanwhile on an older page", async () => {
  const { uuid, first, second } = await twoPages("manual");
  await bank.payAsPayer(second.mdOrder);
  await invoiceWith(uuid, "waitingForCapture");
  await bank.addFault({ method: "deposit", kind: "latency", latencyMs: 5_000 });
  const approving = crm.approve({ invoice: uuid });
  await until(async () => (await bank.faults()).length === 0, "the bank to be asked");
  await bank.payAsPayer(first.mdOrder);
  await until(async () => (await open("paid_twice")) === 1, "the second hold to be noticed");
  expect((await crm.approve({ invoice: uuid })).ok).toBe(true);
  expect((await approving).ok).toBe(true);
  await letAllSettle();
  expect(await asked("deposit")).toBe(1);
  expect(await bank.order(second.mdOrder)).toMatchObject({ deposited: 100_000 });
  expect(await bank.order(first.mdOrder)).toMatchObject({ status: 1, deposited: 0 });
});

it("cancelling lets both holds go", async () => {
  const { uuid, first, second } = await paidTwice("manual");
  expect((await crm.cancel({ invoice: uuid })).ok).toBe(true);
  await invoiceWith(uuid, "canceled");
  expect(await bank.order(first.mdOrder)).toMatchObject({ status: 3 });
  expect(await bank.order(second.mdOrder)).toMatchObject({ status: 3 });
  expect(await open("paid_twice")).toBe(0);
  expect(await db.paymentEvent.count({ where: { kind: "cancel_requested" } })).toBe(1);
});

it("also when the bank's answer about the first is lost: the other follows by itself", async () => {
  const { uuid, first, second } = await paidTwice("manual");
  await bank.addFault({ method: "reverse", kind: "answerLost" });
  await bank.addFault({ method: "getOrderStatusExtended", kind: "http500", times: 3 });
  await crm.cancel({ invoice: uuid });
  await bank.clearFaults();
  await letAllSettle();
  await invoiceWith(uuid, "canceled");
  expect([(await bank.order(first.mdOrder)).status, (await bank.order(second.mdOrder)).status]).toEqual([3, 3]);
});
