import { addSeconds, now } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import { ProviderError } from "#lib/errors.ts";
import { settleAttempt } from "./settle-attempt.ts";

/** The queue's way in: asks only when it is time, so that jobs left over from earlier plans do nothing. */
export async function settleDueAttempt(attemptId: string): Promise<void> {
  const attempt = await db.attempt.findUnique({ where: { id: attemptId }, select: { nextCheckAt: true } });
  if (!attempt?.nextCheckAt || attempt.nextCheckAt > addSeconds(now(), 1)) return;
  try {
    await settleAttempt(attemptId);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error; // the next question is planned
  }
}
