import { now } from "#lib/clock.ts";
import type { Tx } from "#lib/db.ts";
import type { Attempt } from "#lib/generated/prisma/client.ts";
import type { OwnRecords } from "./attempt-state.ts";
import { recordEvent } from "./record-event.ts";

/** Money we know to have gone back on this attempt, in kopecks. */
async function refundedByRecords(tx: Tx, attemptId: string): Promise<bigint> {
  const { _sum } = await tx.refund.aggregate({ where: { attemptId, status: "succeeded" }, _sum: { amount: true } });
  return _sum.amount ?? 0n;
}

/** The sum of our capture of this attempt, done or perhaps done; null when we asked for none. */
async function capturedByRecords(tx: Tx, attemptId: string): Promise<bigint | null> {
  const deposit = await tx.operation.findFirst({ where: { attemptId, kind: "deposit", state: { not: "rejected" } } });
  return deposit?.amount ?? null;
}

export const ownRecords = async (tx: Tx, attemptId: string): Promise<OwnRecords> => ({
  refunded: await refundedByRecords(tx, attemptId),
  captured: await capturedByRecords(tx, attemptId),
});

/**
 * The bank gave back more than our own records say: somebody did it in the bank's cabinet (or reversed the payment).
 * Recorded as a refund of its own, so that the CRM hears of it. `amount` in kopecks, 0 for none.
 * Call it under the payment's lock.
 */
export async function recordForeignRefund(tx: Tx, attempt: Attempt, amount: bigint): Promise<void> {
  if (amount <= 0n) return;
  await tx.refund.create({
    data: { paymentId: attempt.paymentId, attemptId: attempt.id, amount, status: "succeeded", origin: "bank", finishedAt: now() },
  });
  await recordEvent(tx, attempt.paymentId, "refund_seen", "bank", { amount: amount.toString(), origin: "bank" });
}
