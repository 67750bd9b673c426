import { addSeconds, now } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import { ProviderError } from "#lib/errors.ts";
import { isPayable } from "./attempt-state.ts";
import { concludeCancel } from "./conclude-cancel.ts";
import { declineAttempt } from "./decline-attempt.ts";
import { settleAttempt } from "./settle-attempt.ts";

/** Whoever cancelled the payment may have died before he told the bank: its page could still be paid. */
async function finishCancel(attemptId: string): Promise<void> {
  const { payment, operations, ...attempt } = await db.attempt.findUniqueOrThrow({
    where: { id: attemptId },
    include: { payment: true, operations: { where: { kind: "decline" } } },
  });
  if (!payment.cancelRequestedAt || operations.some(({ state }) => state === "sent")) return;
  const told = operations.some(({ errorCode }) => errorCode !== "not_executed");
  if (isPayable(attempt) && !told) await declineAttempt(attemptId, "system");
  if (payment.status === "pending") await concludeCancel(payment.id);
}

/** The queue's way in: asks only when it is time, so that jobs left over from earlier plans do nothing. */
export async function settleDueAttempt(attemptId: string): Promise<void> {
  const attempt = await db.attempt.findUnique({ where: { id: attemptId }, select: { nextCheckAt: true } });
  if (!attempt?.nextCheckAt || attempt.nextCheckAt > addSeconds(now(), 1)) return;
  try {
    await settleAttempt(attemptId);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error; // the next question is planned
    return;
  }
  await finishCancel(attemptId);
}
