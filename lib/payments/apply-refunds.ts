import type { OrderFacts } from "#lib/alfabank/order-facts.ts";
import { now } from "#lib/clock.ts";
import type { Tx } from "#lib/db.ts";
import type { Attempt } from "#lib/generated/prisma/client.ts";
import { isUuid } from "#lib/ids.ts";
import type { OwnRecords } from "./attempt-state.ts";
import { closeOperation, takenForUndone } from "./close-operation.ts";
import { recordEvent } from "./record-event.ts";

/** Money we know to have gone back on this attempt, in kopecks. */
export async function refundedByRecords(tx: Tx, attemptId: string): Promise<bigint> {
  const { _sum } = await tx.refund.aggregate({ where: { attemptId, status: "succeeded" }, _sum: { amount: true } });
  return _sum.amount ?? 0n;
}

/** The sum of our capture of this attempt, done or perhaps done; null when we asked for none. */
async function capturedByRecords(tx: Tx, attemptId: string): Promise<bigint | null> {
  const deposit = await tx.operation.findFirst({ where: { attemptId, kind: "deposit", state: { not: "rejected" } }, orderBy: { createdAt: "desc" } });
  return deposit?.amount ?? null;
}

export const ownRecords = async (tx: Tx, attemptId: string): Promise<OwnRecords> => ({
  refunded: await refundedByRecords(tx, attemptId),
  captured: await capturedByRecords(tx, attemptId),
});

type Listed = OrderFacts["refunds"][number];

/**
 * Refunds in the bank's list under an id that only we can have given it, and of which there is no record: the database
 * was restored from before they were made. The CRM has heard of them under that id already.
 */
async function lostRefunds(tx: Tx, listed: readonly Listed[]): Promise<(Listed & { id: string })[]> {
  const named = listed.flatMap((refund) => {
    const id = refund.externalRefundId;
    return id !== null && isUuid(id) ? [{ ...refund, id: id.toLowerCase() }] : [];
  });
  if (named.length === 0) return [];
  const known = await tx.refund.findMany({ where: { id: { in: named.map(({ id }) => id) } }, select: { id: true } });
  return named.filter(({ id }) => !known.some((refund) => refund.id === id));
}

/**
 * Refunds of ours that were taken for never carried out, and were after all: the bank's list names them, or, where it
 * gives no ids, the sum is theirs.
 */
async function reviveRefunds(tx: Tx, { id: attemptId }: Attempt, amount: bigint, listed: readonly Listed[]): Promise<bigint> {
  const ids = new Set(listed.flatMap(({ externalRefundId }) => externalRefundId?.toLowerCase() ?? []));
  const believed = await tx.refund.findMany({
    where: { attemptId, status: "canceled", operation: takenForUndone },
    include: { operation: true },
    orderBy: { createdAt: "desc" },
  });
  let left = amount;
  for (const { id, amount: given, operation } of believed) {
    if (!operation || (ids.size > 0 ? given > left || !ids.has(id) : given !== left)) continue;
    await closeOperation(tx, operation, { state: "succeeded" });
    left -= given;
  }
  return left;
}

interface Unrecorded {
  id?: string;
  amount: bigint;
  finishedAt: Date;
}

async function record(tx: Tx, { paymentId, id: attemptId }: Attempt, refund: Unrecorded): Promise<void> {
  await tx.refund.create({ data: { ...refund, paymentId, attemptId, status: "succeeded", origin: "bank" } });
  await recordEvent(tx, paymentId, "refund_seen", "bank", { amount: refund.amount.toString(), origin: "bank" });
}

/**
 * The bank gave back more than our own records say: somebody did it in the bank's cabinet (or reversed the payment), or
 * we did and lost the record. Recorded, so that the CRM hears of it; what we lost under the id it had. `amount` in
 * kopecks, 0 for none; `listed`: the bank's own list of refunds, where it gives one. Call it under the payment's lock.
 */
export async function recordForeignRefund(tx: Tx, attempt: Attempt, amount: bigint, listed: readonly Listed[]): Promise<void> {
  if (amount <= 0n) return;
  let left = await reviveRefunds(tx, attempt, amount, listed);
  for (const { id, amount: given, at } of await lostRefunds(tx, listed)) {
    if (given <= 0n || given > left) continue;
    await record(tx, attempt, { id, amount: given, finishedAt: at ?? now() });
    left -= given;
  }
  if (left > 0n) await record(tx, attempt, { amount: left, finishedAt: now() });
}
