import type { OrderFacts } from "#lib/alfabank/order-facts.ts";
import { addSeconds, now } from "#lib/clock.ts";
import type { Tx } from "#lib/db.ts";
import type { Attempt, Receipt } from "#lib/generated/prisma/client.ts";
import type { ReceiptKind } from "#lib/generated/prisma/enums.ts";
import { enqueue } from "#lib/jobs.ts";
import { queues } from "#lib/queues.ts";
import { smaller, total } from "./decimal.ts";
import { nextReceiptDelay } from "./receipt-state.ts";

/** Goods are not handed over the moment they are paid for. */
const SETTLED_SOONEST_SECONDS = 10 * 60;

/** Sets when the bank is asked about the receipts of an order next, and queues a job for that time. */
export async function planReceiptCheck(tx: Tx, receipt: Pick<Receipt, "id" | "attemptId" | "checks" | "createdAt">): Promise<void> {
  const age = (now().getTime() - receipt.createdAt.getTime()) / 1000;
  const delay = nextReceiptDelay(receipt.checks, age);
  const nextCheckAt = delay === null ? null : addSeconds(now(), delay);
  await tx.receipt.update({ where: { id: receipt.id }, data: { nextCheckAt } });
  if (nextCheckAt) await enqueue(tx, queues.receipts, { attemptId: receipt.attemptId }, nextCheckAt);
}

type Amounts = Pick<Attempt, "deposited" | "refunded">;
/** A refund in the bank's own list, kopecks. */
type Refunded = Pick<OrderFacts["refunds"][number], "amount">;

async function expectReceipt(tx: Tx, { id, paymentId }: Attempt, kind: ReceiptKind, amount: bigint): Promise<void> {
  const receipt = await tx.receipt.create({ data: { paymentId, attemptId: id, kind, amount } });
  await planReceiptCheck(tx, receipt);
}

/** Kopecks of the receipts of a kind that are made or expected. */
async function receiptsOf(tx: Tx, attemptId: string, kind: ReceiptKind): Promise<bigint> {
  const { _sum } = await tx.receipt.aggregate({ where: { attemptId, kind }, _sum: { amount: true } });
  return _sum.amount ?? 0n;
}

/** Of what an answer added: what has no receipt yet. One that came late may have taken money out of sight for a moment. */
async function withoutReceipt(tx: Tx, attemptId: string, kind: ReceiptKind, added: bigint, all: bigint): Promise<bigint> {
  return added > 0n ? smaller(added, all - (await receiptsOf(tx, attemptId, kind))) : 0n;
}

/** What a list has more than another, counting what is there several times. */
function without(amounts: readonly bigint[], known: readonly bigint[]): bigint[] {
  const rest = [...known];
  return amounts.filter((amount) => {
    const at = rest.indexOf(amount);
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}

/**
 * Kopecks of each receipt for money given back. The bank makes one per refund, and several made in its cabinet may be
 * seen at once: its list tells them apart, as long as what has no receipt there is just what was given.
 */
async function givenParts(tx: Tx, attemptId: string, given: bigint, listed: readonly Refunded[]): Promise<bigint[]> {
  const known = await tx.receipt.findMany({ where: { attemptId, kind: "refund" }, select: { amount: true } });
  const unseen = without(listed.map(({ amount }) => amount), known.map(({ amount }) => amount));
  return total(unseen) === given ? unseen : [given];
}

/**
 * The bank makes a receipt by itself for money taken and money given back, as long as the order has a cart
 * (protocols: alfabank 4.6, 7.6). Call it under the payment's lock after each answer of the bank.
 * @param listed the bank's list of refunds, where it gives one
 */
export async function expectReceipts(tx: Tx, before: Amounts, after: Attempt, listed: readonly Refunded[]): Promise<void> {
  if (after.cart === null) return;
  const all = after.deposited + after.refunded;
  const taken = await withoutReceipt(tx, after.id, "sale", all - before.deposited - before.refunded, all);
  const given = await withoutReceipt(tx, after.id, "refund", after.refunded - before.refunded, after.refunded);
  if (taken > 0n) {
    await expectReceipt(tx, after, "sale", taken);
    await tx.attempt.update({ where: { id: after.id }, data: { closeCheckAt: addSeconds(now(), SETTLED_SOONEST_SECONDS) } });
  }
  if (given <= 0n) return;
  for (const part of await givenParts(tx, after.id, given, listed)) await expectReceipt(tx, after, "refund", part);
}
