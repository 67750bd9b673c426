import { addSeconds, now } from "#lib/clock.ts";
import type { Tx } from "#lib/db.ts";
import type { Attempt } from "#lib/generated/prisma/client.ts";
import { enqueue } from "#lib/jobs.ts";
import { queues } from "#lib/queues.ts";
import { nextCheck } from "./attempt-state.ts";

/** Sets when the bank is asked about an attempt next and queues a job for that time; null: not again by itself. */
export async function planCheck(tx: Tx, attemptId: string, at: Date | null): Promise<void> {
  await tx.attempt.update({ where: { id: attemptId }, data: { nextCheckAt: at } });
  if (at) await enqueue(tx, queues.settle, { attemptId }, at);
}

const HOLD = 1;

/** The regular time of the next question about an attempt. */
export function regularCheck(attempt: Attempt, holdHours: number, urgent: boolean): Date | null {
  if (attempt.final && !urgent) return null;
  const since = attempt.bankStatus === HOLD ? (attempt.heldAt ?? attempt.createdAt) : attempt.createdAt;
  const until = attempt.bankStatus === HOLD ? addSeconds(since, holdHours * 3_600) : attempt.expiresAt;
  return nextCheck({ at: now(), since, until, urgent });
}
