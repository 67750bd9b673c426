import { AppError } from "#lib/errors.ts";
import { formatRoubles } from "#lib/money.ts";
import { assertPartTaken } from "#lib/receipts/part-of-operation.ts";
import { afterOthers } from "./after-others.ts";
import { assertDone } from "./bank-refusal.ts";
import { lockPayment } from "./lock-payment.ts";
import { decidePayment } from "./payment-state.ts";
import { performOperation, planOperation, type PlannedOperation } from "./perform-operation.ts";
import { type ActorName, recordEvent } from "./record-event.ts";
import { transaction } from "#lib/transaction.ts";

const MIN_KOPECKS = 100n;

/** The sum to capture, kopecks. The bank takes no less than a rouble and no more than is held (protocols: alfabank 4.5). */
function sumToCapture(wanted: bigint | null, held: bigint): bigint {
  const amount = wanted ?? held;
  if (amount <= 0n) throw new AppError("invalid_input", { reason: "amount_not_positive" });
  if (amount < MIN_KOPECKS) throw new AppError("invalid_input", { reason: "capture_too_small" });
  if (amount > held) throw new AppError("conflict", { reason: "more_than_held", params: { held: formatRoubles(held) } });
  return amount;
}

async function plan(actor: ActorName, paymentId: string, wanted: bigint | null): Promise<PlannedOperation | null> {
  return transaction(async (tx) => {
    await lockPayment(tx, paymentId);
    const payment = await tx.payment.findUniqueOrThrow({ where: { id: paymentId }, include: { attempts: true } });
    const { status, primaryId, held, captured } = decidePayment(payment.attempts, payment.cancelRequestedAt !== null);
    if (status === "succeeded") {
      // Pressed again after it worked: the same wish is met, another one comes too late.
      if (wanted === null || wanted === captured) return null;
      throw new AppError("conflict", { reason: "already_captured", params: { captured: formatRoubles(captured) } });
    }
    if (status === "canceled") throw new AppError("conflict", { reason: "already_canceled" });
    if (status === "refundSucceeded") throw new AppError("conflict", { reason: "already_refunded" });
    if (!primaryId) throw new AppError("conflict", { reason: "nothing_held" });
    const amount = sumToCapture(wanted, held);
    const planned = await planOperation(tx, { attemptId: primaryId, kind: "deposit", amount, requestedBy: actor });
    await recordEvent(tx, paymentId, "approve_requested", actor, { amount: amount.toString() });
    return planned;
  });
}

/**
 * Captures a hold, wholly (`amount` null) or in part; kopecks. The rest of the hold is released by the bank.
 * @throws AppError conflict when there is nothing to capture or the bank refuses, unavailable "being_checked" when its answer is lost
 */
export async function approvePayment(actor: ActorName, paymentId: string, amount: bigint | null): Promise<void> {
  const planned = await afterOthers(paymentId, () => plan(actor, paymentId, amount));
  if (!planned) return;
  const outcome = await performOperation(planned);
  if (outcome.state === "rejected") assertPartTaken(planned.operation, outcome.code, outcome.message);
  assertDone("deposit", outcome);
}
