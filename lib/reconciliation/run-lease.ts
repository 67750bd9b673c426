import { addSeconds, now } from "#lib/clock.ts";
import { db, type Tx } from "#lib/db.ts";
import type { Prisma, ReconciliationRun, Sync } from "#lib/generated/prisma/client.ts";
import { randomBase62 } from "#lib/ids.ts";
import { enqueue } from "#lib/jobs.ts";
import { queues } from "#lib/queues.ts";
import { transaction } from "#lib/transaction.ts";
import type { RunStep } from "./run-step-schema.ts";

/** Longer than the slowest single question to the other sides, repeats included. */
const LEASE_SECONDS = 150;
/** So many runs are worked on at the same time, over all instances: payments come first. */
export const MAX_AT_ONCE = 8;

export type Run = ReconciliationRun & { sync: Sync };

/** A run under way that this worker may go on with. */
export interface ClaimedRun extends Run {
  token: string;
}

/** Somebody else has taken the run over, because this worker was silent for too long. */
export class LeaseLost extends Error {
  override name = "LeaseLost";
}

/**
 * One worker at a time per run, over all instances; a lease, since other sides are asked under it. null when another has
 * it, or when enough runs are being worked on: this one is woken when one of them ends.
 */
export async function claimRun(runId: string): Promise<ClaimedRun | null> {
  const token = randomBase62(16);
  const taken = await db.$executeRaw`
    UPDATE "ReconciliationRun" SET "leaseToken" = ${token}, "leaseUntil" = now() + make_interval(secs => ${LEASE_SECONDS}),
      "nextStepAt" = now() + make_interval(secs => ${LEASE_SECONDS})
    WHERE id = ${runId}::uuid AND state = 'running' AND ("leaseUntil" IS NULL OR "leaseUntil" < now())
      AND (SELECT count(*) FROM "ReconciliationRun" WHERE state = 'running' AND "leaseUntil" > now()) < ${MAX_AT_ONCE}`;
  if (taken === 0) return null;
  return { ...(await db.reconciliationRun.findUniqueOrThrow({ where: { id: runId }, include: { sync: true } })), token };
}

/**
 * Writes down how far the run has come, together with what was found, and keeps the lease.
 * @throws LeaseLost: then nothing of the transaction may stay
 */
export async function keepStep(tx: Tx, { id, token }: ClaimedRun, step: RunStep, counts: Prisma.ReconciliationRunUpdateManyMutationInput = {}): Promise<void> {
  const leaseUntil = addSeconds(now(), LEASE_SECONDS);
  const data = { ...counts, step, tries: 0, leaseUntil, nextStepAt: leaseUntil };
  const { count } = await tx.reconciliationRun.updateMany({ where: { id, leaseToken: token, state: "running" }, data });
  if (count === 0) throw new LeaseLost(`reconciliation ${id}`);
}

/** Lets go of the run, to be gone on with at a time. */
export async function releaseRun({ id, token }: ClaimedRun, nextStepAt: Date, failedAgain = false): Promise<void> {
  await transaction(async (tx) => {
    const data = { leaseToken: null, leaseUntil: null, nextStepAt, ...(failedAgain && { tries: { increment: 1 } }) };
    const { count } = await tx.reconciliationRun.updateMany({ where: { id, leaseToken: token, state: "running" }, data });
    if (count > 0) await enqueue(tx, queues.reconcile, { runId: id }, nextStepAt);
  });
}

/** The run cannot be finished. Nothing found so far counts as solved or judged. */
export async function failRun({ id, token }: ClaimedRun, error: string): Promise<void> {
  await transaction(async (tx) => {
    const data = { state: "failed" as const, error, finishedAt: now(), leaseToken: null, leaseUntil: null, nextStepAt: null };
    const { count } = await tx.reconciliationRun.updateMany({ where: { id, leaseToken: token, state: "running" }, data });
    if (count > 0) await tx.reconciliationItem.deleteMany({ where: { runId: id } });
  });
}

/** Runs whose worker has died, or whose job is gone. */
export async function overdueRuns(before: Date, take: number): Promise<string[]> {
  const found = await db.reconciliationRun.findMany({
    where: { state: "running", nextStepAt: { lt: before } },
    orderBy: { nextStepAt: "asc" },
    take,
    select: { id: true },
  });
  return found.map(({ id }) => id);
}

/** Lets the run that waits longest have the place of one that has ended. */
export async function wakeNextRun(): Promise<void> {
  const [runId] = await overdueRuns(now(), 1);
  if (runId !== undefined) await transaction((tx) => enqueue(tx, queues.reconcile, { runId }));
}
