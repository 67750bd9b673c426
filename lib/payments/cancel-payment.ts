import { addSeconds, now } from "#lib/clock.ts";
import { db, type Tx } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import type { Attempt } from "#lib/generated/prisma/client.ts";
import { afterOthers } from "./after-others.ts";
import { isPayable } from "./attempt-state.ts";
import { assertDone } from "./bank-refusal.ts";
import { assertNobodyAsks, concludeCancel } from "./conclude-cancel.ts";
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

/**
 * Lets go of the next hold: somebody who paid twice may have two. "done": the bank has let all of them go already, and only
 * does not show it yet.
 */
async function planRelease(tx: Tx, holds: readonly Attempt[], actor: ActorName): Promise<PlannedOperation | "done"> {
  for (const { id: attemptId } of holds) {
    if (await doneLately(tx, attemptId, "deposit")) throw new AppError("conflict", { reason: "paid_use_refund" });
    if (await doneLately(tx, attemptId, "reverse")) continue;
    return planOperation(tx, { attemptId, kind: "reverse", amount: null, requestedBy: actor });
  }
  return "done";
}

/** Cancelled, but not concluded: somebody is asking the bank right now, or died over it. */
async function goOn(tx: Tx, paymentId: string, attemptIds: string[]): Promise<Cancel> {
  await assertNobodyAsks(tx, paymentId);
  return { kind: "decline", attemptIds };
}

/**
 * The link dies first, in our own database; then the bank is told. For a hold the payment stays "held" until the bank
 * confirms its release.
 */
async function plan(actor: ActorName, paymentId: string, reason: string | null, goesOn: boolean): Promise<Cancel> {
  return transaction(async (tx) => {
    await lockPayment(tx, paymentId);
    const payment = await tx.payment.findUniqueOrThrow({ where: { id: paymentId }, include: { attempts: true } });
    const { status } = decidePayment(payment.attempts, payment.cancelRequestedAt !== null);
    if (status === "canceled" && payment.status === status) return { kind: "done" };
    const attemptIds = payment.attempts.filter(isPayable).map(({ id }) => id);
    if (status === "canceled") return goOn(tx, paymentId, attemptIds);
    if (status === "succeeded") throw new AppError("conflict", { reason: "paid_use_refund" });
    if (status === "refundSucceeded") throw new AppError("conflict", { reason: "already_refunded" });
    const holds = payment.attempts.filter(({ held }) => held > 0n);
    const planned = holds.length > 0 ? await planRelease(tx, holds, actor) : null;
    if (planned === "done") return { kind: "done" };
    if (!goesOn) await recordEvent(tx, paymentId, "cancel_requested", actor, { reason });
    await tx.payment.update({ where: { id: paymentId }, data: { cancelRequestedAt: now(), cancelReason: reason } });
    if (planned) return { kind: "reverse", planned };
    if (attemptIds.length === 0) await updatePaymentState(tx, paymentId);
    // If this process dies now, whoever looks at the order next ends it.
    for (const id of attemptIds) await planCheck(tx, id, addSeconds(now(), 60));
    return { kind: "decline", attemptIds };
  });
}

const isHeld = async (attemptId: string): Promise<boolean> => (await db.attempt.count({ where: { id: attemptId, held: { gt: 0n } } })) > 0;

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
export const cancelPayment = (actor: ActorName, paymentId: string, reason: string | null = null): Promise<void> =>
  cancelAll(actor, paymentId, reason, false);

async function cancelAll(actor: ActorName, paymentId: string, reason: string | null, goesOn: boolean): Promise<void> {
  const cancel = await afterOthers(paymentId, () => plan(actor, paymentId, reason, goesOn));
  if (cancel.kind === "done") return;
  if (cancel.kind === "reverse") {
    const outcome = await performOperation(cancel.planned);
    if (outcome.state === "rejected" && (await isHeld(cancel.planned.attempt.id))) await takeBack(paymentId);
    else if (outcome.state === "rejected") return cancelAll(actor, paymentId, reason, true); // it is gone, or captured
    assertDone("reverse", outcome);
    return cancelAll(actor, paymentId, reason, true); // a second hold
  }
  for (const attemptId of cancel.attemptIds) await declineAttempt(attemptId, actor);
  const status = await afterOthers(paymentId, () => concludeCancel(paymentId));
  if (status === "succeeded") throw new AppError("conflict", { reason: "paid_meanwhile" });
  // The payer was quicker, but only as far as a hold: that is let go.
  if (status === "waitingForCapture") await cancelAll(actor, paymentId, reason, true);
}
