import type { Tx } from "#lib/db.ts";
import { enqueue } from "#lib/jobs.ts";
import { queues } from "#lib/queues.ts";

/** Sets when the bank is asked about an attempt next and queues a job for that time; null: not again by itself. */
export async function planCheck(tx: Tx, attemptId: string, at: Date | null): Promise<void> {
  await tx.attempt.update({ where: { id: attemptId }, data: { nextCheckAt: at } });
  if (at) await enqueue(tx, queues.settle, { attemptId }, at);
}
