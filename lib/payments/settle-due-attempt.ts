import { addSeconds, now } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import { AppError, ProviderError } from "#lib/errors.ts";
import type { Operation } from "#lib/generated/prisma/client.ts";
import { isPayable } from "./attempt-state.ts";
import { isUnreachable } from "./bank-unreachable.ts";
import { concludeCancel } from "./conclude-cancel.ts";
import { declineAttempt } from "./decline-attempt.ts";
import { decidePayment } from "./payment-state.ts";
import { releaseHold } from "./release-hold.ts";
import { settleAttempt } from "./settle-attempt.ts";

/** The bank has heard of the cancel. */
const hasHeard = ({ sentAt, errorCode }: Operation, cancelledAt: Date): boolean =>
  sentAt !== null && sentAt >= cancelledAt && errorCode !== "not_executed" && !isUnreachable(errorCode ?? "");

/** Whoever cancelled the payment may have died before he told the bank, or not have reached it: pages could still be paid. */
async function finishCancel(paymentId: string): Promise<void> {
  const payment = await db.payment.findFirst({
    where: { id: paymentId, cancelRequestedAt: { not: null } },
    include: { attempts: { include: { operations: { where: { kind: "decline" } } } } },
  });
  if (!payment?.cancelRequestedAt) return;
  const { cancelRequestedAt, attempts } = payment;
  if (attempts.some(({ operations }) => operations.some(({ state }) => state === "sent"))) return;
  const unheard = attempts.filter((attempt) => isPayable(attempt) && !attempt.operations.some((operation) => hasHeard(operation, cancelRequestedAt)));
  for (const { id } of unheard) await declineAttempt(id, "system");
  if (payment.status === "waitingForCapture") {
    const { primaryId } = decidePayment(attempts, true);
    // Also when nothing can be told to RetailCRM, whose check goes before.
    if (primaryId !== null) await releaseHold(payment, primaryId, payment.cancelReason);
  }
  if (payment.status !== "pending") return;
  try {
    await concludeCancel(payment.id);
  } catch (error) {
    if (!(error instanceof AppError)) throw error; // the bank is being asked, or contradicts us: a later question concludes
  }
}

/** The queue's way in: asks only when it is time, so that jobs left over from earlier plans do nothing. */
export async function settleDueAttempt(attemptId: string): Promise<void> {
  const attempt = await db.attempt.findUnique({ where: { id: attemptId }, select: { nextCheckAt: true, paymentId: true } });
  if (!attempt?.nextCheckAt || attempt.nextCheckAt > addSeconds(now(), 1)) return;
  try {
    await settleAttempt(attemptId);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error; // the next question is planned
    return;
  }
  await finishCancel(attempt.paymentId);
}
