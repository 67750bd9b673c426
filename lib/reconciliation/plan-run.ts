import type { Tx } from "#lib/db.ts";
import { now } from "#lib/clock.ts";
import type { ReconciliationRun } from "#lib/generated/prisma/client.ts";
import { enqueue } from "#lib/jobs.ts";
import { queues } from "#lib/queues.ts";
import { dayColumn } from "./moscow-days-state.ts";

interface RunPlan {
  syncId: string;
  /** Days of Moscow time, both included. */
  from: string;
  to: string;
  nightly: boolean;
  requestedBy: "system" | `user:${string}`;
}

/** Writes a run down and has it started; the database refuses a second one of the same sync. */
export async function planRun(tx: Tx, { syncId, from, to, nightly, requestedBy }: RunPlan): Promise<ReconciliationRun> {
  const run = await tx.reconciliationRun.create({
    data: { syncId, fromDay: dayColumn(from), toDay: dayColumn(to), nightly, requestedBy, nextStepAt: now() },
  });
  await enqueue(tx, queues.reconcile, { runId: run.id });
  return run;
}
