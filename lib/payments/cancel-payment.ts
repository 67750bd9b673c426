import { addSeconds, now } from "#lib/clock.ts";
import type { Tx } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import { afterOthers } from "./after-others.ts";
import { isPayable } from "./attempt-state.ts";
import { assertDone } from "./bank-refusal.ts";
import { concludeCancel } from "./conclude-cancel.ts";
import { declineAttempt } from "./decline-attempt.ts";
import { doneLately } from "./done-lately.ts";
import { lockPayment } from "./lock-payment.ts";
import { decidePayment } from "./payment-state.ts";
import { performOperation, planOperation, type PlannedOperation } from "./perform-operation.ts";
import { planCheck } from "./plan-check.ts";
import { type ActorName, recordEvent } from "./record-event.ts";
import { takeBackCancel } from "./take-back-cancel.ts";
import { updatePaymentState } from "./update-payment-state.ts";
import { transaction } from "#lib/transaction.ts";

type Cancel = { kind: "done" } | { kind: "decline"; attemptIds: string[] } | { kind: "reverse"; planned: PlannedOperation };

/** "done": the bank has let it go already, and only does not show it yet. */
async function planRelease(tx: Tx, attemptId: string, actor: ActorName): Promise<PlannedOperation | "done"> {
  if (await doneLately(tx, attemptId, "deposit")) throw new AppError("conflict", { reason: "paid_use_refund" });
  if (await doneLately(tx, attemptId, "reverse")) return "done";
  return planOperation(tx, { attemptId, kind: "reverse", amount: null, requestedBy: actor });
}

/** Cancelled, but not concluded: somebody is asking the bank right now, or died over it. */
async function goOn(tx: Tx, paymentId: string, attemptIds: string[]): Promise<Cancel> {
  const asking = await tx.operation.count({ where: { paymentId, kind: "decline", state: "sent" } });
  if (asking > 0) throw new AppError("conflict", { reason: "operation_under_way" });
  return { kind: "decline", attemptIds };
}

/**
 * The link dies first, in our own database; then the bank is told. For a hold the payment stays "held" until the bank
 * confirms its release.
 */
async function plan(actor: ActorName, paymentId: string, reason: string | null): Promise<Cancel> {
  return transaction(async (tx) => {
    await lockPayment(tx, paymentId);
    const payment = await tx.payment.findUniqueOrThrow({ where: { id: paymentId }, include: { attempts: true } });
    const { status, primaryId } = decidePayment(payment.attempts, payment.cancelRequestedAt !== null);
    if (status === "canceled" && payment.status === status) return { kind: "done" };
    const attemptIds = payment.attempts.filter(isPayable).map(({ id }) => id);
    if (status === "canceled") return goOn(tx, paymentId, attemptIds);
    if (status === "succeeded") throw new AppError("conflict", { reason: "paid_use_refund" });
    if (status === "refundSucceeded") throw new AppError("conflict", { reason: "already_refunded" });
    const planned = status === "waitingForCapture" && primaryId ? await planRelease(tx, primaryId, actor) : null;
    if (planned === "done") return { kind: "done" };
    await recordEvent(tx, paymentId, "cancel_requested", actor, { reason });
    await tx.payment.update({ where: { id: paymentId }, data: { cancelRequestedAt: now(), cancelReason: reason } });
    if (planned) return { kind: "reverse", planned };
    if (attemptIds.length === 0) await updatePaymentState(tx, paymentId);
    // If this process dies now, whoever looks at the order next ends it.
    for (const id of attemptIds) await planCheck(tx, id, addSeconds(now(), 60));
    return { kind: "decline", attemptIds };
  });
}

/** The bank would not let the hold go. */
async function takeBack(paymentId: string): Promise<void> {
  await transaction(async (tx) => {
    await lockPayment(tx, paymentId);
    await takeBackCancel(tx, paymentId);
  });
}

/**
 * Cancels an unpaid payment (its bank order is declined, so that an open page cannot be paid either) or releases a hold.
 * Cancelling a cancelled one is done already. Money that arrives all the same is reported as money, with a problem.
 * @throws AppError conflict when it is paid or the bank refuses, unavailable "being_checked" when the answer is lost
 */
export async function cancelPayment(actor: ActorName, paymentId: string, reason: string | null = null): Promise<void> {
  const cancel = await afterOthers(paymentId, () => plan(actor, paymentId, reason));
  if (cancel.kind === "decline") {
    for (const attemptId of cancel.attemptIds) await declineAttempt(attemptId, actor);
    const status = await concludeCancel(paymentId);
    if (status === "succeeded") throw new AppError("conflict", { reason: "paid_meanwhile" });
    // The payer was quicker, but only as far as a hold: that is let go.
    if (status === "waitingForCapture") await cancelPayment(actor, paymentId, reason);
  }
  if (cancel.kind === "reverse") {
    const outcome = await performOperation(cancel.planned);
    if (outcome.state === "rejected") await takeBack(paymentId);
    assertDone("reverse", outcome);
  }
}
