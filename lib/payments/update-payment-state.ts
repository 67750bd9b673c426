import { addSeconds } from "#lib/clock.ts";
import type { Tx } from "#lib/db.ts";
import { requestDelivery } from "#lib/deliveries/request-delivery.ts";
import type { Attempt, Payment, Sync } from "#lib/generated/prisma/client.ts";
import { clearProblem, raiseProblem } from "#lib/problems/raise-problem.ts";
import { isPayable } from "./attempt-state.ts";
import { decidePayment, type PaymentState } from "./payment-state.ts";
import { recordEvent } from "./record-event.ts";

type Loaded = Payment & { attempts: Attempt[]; sync: Sync };

const text = (kopecks: bigint): string => kopecks.toString();

async function recordMoves(tx: Tx, payment: Loaded, next: PaymentState): Promise<void> {
  const { id } = payment;
  if (next.status === "waitingForCapture" && payment.status !== next.status) {
    await recordEvent(tx, id, "held", "bank", { amount: text(next.held) });
  }
  if (next.captured > payment.captured) {
    await recordEvent(tx, id, "paid", "bank", { amount: text(next.captured) });
    if (payment.cancelRequestedAt) await recordEvent(tx, id, "paid_after_cancel", "bank", { amount: text(next.captured) });
  }
  if (next.status === "canceled" && payment.status !== "canceled") {
    if (!payment.cancelRequestedAt) await recordEvent(tx, id, "hold_released", "bank");
    await recordEvent(tx, id, "canceled", "system", { reason: payment.cancelReason });
  }
}

/** Once, when it is first seen: the problem stays open until the money has gone back. */
async function recordSecondPayment(tx: Tx, { id, attempts }: Loaded, { duplicateIds }: PaymentState): Promise<void> {
  const known = await tx.problem.count({ where: { kind: "paid_twice", subject: id, clearedAt: null } });
  if (known > 0) return;
  const extra = attempts.filter((attempt) => duplicateIds.includes(attempt.id)).reduce((sum, { held, deposited }) => sum + held + deposited, 0n);
  await recordEvent(tx, id, "paid_twice", "bank", { amount: text(extra) });
}

async function updateProblems(tx: Tx, payment: Loaded, next: PaymentState): Promise<void> {
  const about = { subject: payment.id, connectionId: payment.connectionId, syncId: payment.syncId, paymentId: payment.id };
  const detail = { orderNumber: payment.orderNumber, amount: text(next.captured) };
  const keptAfterCancel = payment.cancelRequestedAt !== null && next.captured > next.refunded;
  if (keptAfterCancel) await raiseProblem(tx, { ...about, kind: "paid_after_cancel", detail });
  else await clearProblem(tx, { subject: payment.id, kind: "paid_after_cancel" });
  if (next.duplicateIds.length > 0) {
    await recordSecondPayment(tx, payment, next);
    await raiseProblem(tx, { ...about, kind: "paid_twice", detail: { ...detail, attempts: next.duplicateIds } });
  } else {
    await clearProblem(tx, { subject: payment.id, kind: "paid_twice" });
  }
}

/** Money went back, and the amounts already say so. */
async function hasUntoldRefund(tx: Tx, primaryId: string): Promise<boolean> {
  const untold = await tx.refund.count({
    where: { attemptId: primaryId, status: "succeeded", OR: [{ toldStatus: null }, { toldStatus: { not: "succeeded" } }] },
  });
  return untold > 0;
}

/** Of two holds the one that was the payment's has been let go, and the other looks like it in everything. */
async function isLeftOver(tx: Tx, { cancelRequestedAt }: Loaded, { status }: PaymentState, primaryId: string): Promise<boolean> {
  if (!cancelRequestedAt || status !== "waitingForCapture") return false;
  return (await tx.operation.count({ where: { attemptId: primaryId, kind: { in: ["reverse", "deposit"] } } })) === 0;
}

/** Nothing moved, yet there is something for a message to do, and none is on its way. */
async function wantsMessage(tx: Tx, payment: Loaded, next: PaymentState): Promise<boolean> {
  const { primaryId } = next;
  if (primaryId === null) return false;
  if (!(await hasUntoldRefund(tx, primaryId)) && !(await isLeftOver(tx, payment, next, primaryId))) return false;
  return (await tx.delivery.count({ where: { paymentId: payment.id, state: { in: ["pending", "held"] } } })) === 0;
}

/** A cancel has been asked for, and an order could still be paid: whoever cancels is about to end it, and may find money. */
const isBeingCancelled = ({ status, attempts }: Loaded, next: PaymentState): boolean =>
  status === "pending" && next.status === "canceled" && attempts.some(isPayable);

/**
 * Brings the payment's own columns to what its attempts say, and tells timeline, problems and CRM of a change.
 * Call it under the payment's lock after changing attempts or the cancel request. Safe to call when nothing changed.
 */
export async function updatePaymentState(tx: Tx, paymentId: string, { cancelConcluded = false } = {}): Promise<PaymentState> {
  const payment = await tx.payment.findUniqueOrThrow({
    where: { id: paymentId },
    include: { attempts: { orderBy: { seq: "asc" } }, sync: true },
  });
  const next = decidePayment(payment.attempts, payment.cancelRequestedAt !== null);
  if (!cancelConcluded && isBeingCancelled(payment, next)) return { ...next, status: "pending" };
  await updateProblems(tx, payment, next);
  const { status, held, captured, refunded, paidAt } = next;
  const moved = status !== payment.status || held !== payment.held || captured !== payment.captured || refunded !== payment.refunded;
  if (!moved) {
    if (await wantsMessage(tx, payment, next)) await requestDelivery(tx, paymentId);
    return next;
  }
  await recordMoves(tx, payment, next);
  const heldAt = payment.attempts.find(({ id }) => id === next.primaryId)?.heldAt;
  const holdExpiresAt = status === "waitingForCapture" && heldAt ? addSeconds(heldAt, payment.sync.holdHours * 3_600) : null;
  await tx.payment.update({ where: { id: paymentId }, data: { status, held, captured, refunded, paidAt, holdExpiresAt } });
  await requestDelivery(tx, paymentId);
  return next;
}
