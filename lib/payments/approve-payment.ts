import { db, type Tx } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import { assertPartTaken } from "#lib/receipts/part-of-operation.ts";
import { afterOthers } from "./after-others.ts";
import { assertDone } from "./bank-refusal.ts";
import { decideCapture } from "./capture-state.ts";
import { doneLately } from "./done-lately.ts";
import { lockPayment } from "./lock-payment.ts";
import { decidePayment } from "./payment-state.ts";
import { performOperation, planOperation, type PlannedOperation } from "./perform-operation.ts";
import { type ActorName, recordEvent } from "./record-event.ts";
import { transaction } from "#lib/transaction.ts";

/** The bank has let the hold go, and perhaps does not show it yet. */
async function assertNotReleased(tx: Tx, attemptId: string): Promise<void> {
  const released = await tx.operation.count({ where: { attemptId, kind: "reverse", state: "succeeded" } });
  if (released > 0) throw new AppError("conflict", { reason: "already_canceled" });
}

async function plan(actor: ActorName, paymentId: string, wanted: bigint | null): Promise<PlannedOperation | null> {
  return transaction(async (tx) => {
    await lockPayment(tx, paymentId);
    const payment = await tx.payment.findUniqueOrThrow({ where: { id: paymentId }, include: { attempts: true } });
    const capture = decideCapture(decidePayment(payment.attempts, payment.cancelRequestedAt !== null), wanted);
    if (!capture) return null;
    const { attemptId, amount } = capture;
    await assertNotReleased(tx, attemptId);
    const done = await doneLately(tx, attemptId, "deposit");
    if (done?.amount === amount) return null;
    if (done) throw new AppError("conflict", { reason: "operation_under_way" });
    await tx.attempt.update({ where: { id: attemptId }, data: { chosen: true } });
    const planned = await planOperation(tx, { attemptId, kind: "deposit", amount, requestedBy: actor });
    await recordEvent(tx, paymentId, "approve_requested", actor, { amount: amount.toString() });
    return planned;
  });
}

/**
 * Refused because it had been captured before, in the bank's cabinet or by itself: then the wish is met.
 * @throws AppError conflict when it was captured for another sum, or let go
 */
async function isCaptured(paymentId: string, wanted: bigint | null): Promise<boolean> {
  const { attempts, cancelRequestedAt } = await db.payment.findUniqueOrThrow({ where: { id: paymentId }, include: { attempts: true } });
  const state = decidePayment(attempts, cancelRequestedAt !== null);
  return state.status !== "waitingForCapture" && decideCapture(state, wanted) === null;
}

/**
 * Captures a hold, wholly (`amount` null) or in part; kopecks. The rest of the hold is released by the bank.
 * @throws AppError conflict when there is nothing to capture or the bank refuses, unavailable "being_checked" when its answer is lost
 */
export async function approvePayment(actor: ActorName, paymentId: string, amount: bigint | null): Promise<void> {
  const planned = await afterOthers(paymentId, () => plan(actor, paymentId, amount));
  if (!planned) return;
  const outcome = await performOperation(planned);
  if (outcome.state === "rejected" && (await isCaptured(paymentId, amount))) return;
  if (outcome.state === "rejected") assertPartTaken(planned.operation, outcome.code, outcome.message);
  assertDone("deposit", outcome);
}
