import { now } from "#lib/clock.ts";
import type { Tx } from "#lib/db.ts";
import { transaction } from "#lib/transaction.ts";
import { bankKinds, crmKinds } from "./difference-state.ts";
import { type ClaimedRun, keepStep, type Run } from "./run-lease.ts";
import { updateDifferenceProblem } from "./update-difference-problem.ts";

/** What this run has judged and not found to differ any more is solved; what it could not judge stays as it was. */
async function markSolved(tx: Tx, { id: runId, syncId, fromDay, toDay, listRefused }: Run): Promise<void> {
  await tx.$executeRaw`
    UPDATE "ReconciliationDifference" SET "solvedAt" = now()
    WHERE "syncId" = ${syncId}::uuid AND "solvedAt" IS NULL AND "lastRunId" <> ${runId}::uuid AND (
      (kind = ANY(${[...bankKinds]}) AND subject IN (
        SELECT "attemptId"::text FROM "ReconciliationItem" WHERE "runId" = ${runId}::uuid AND bank IN ('agreed', 'different')))
      OR (kind = ANY(${[...crmKinds]}) AND subject IN (
        SELECT "paymentId"::text FROM "ReconciliationItem" WHERE "runId" = ${runId}::uuid AND crm IN ('agreed', 'different'))))`;
  // An order without a record has no item: its own day's list, or a record made since, says that it is right now.
  await tx.$executeRaw`
    UPDATE "ReconciliationDifference" d SET "solvedAt" = now()
    WHERE d."syncId" = ${syncId}::uuid AND d."solvedAt" IS NULL AND d."lastRunId" <> ${runId}::uuid AND d.cause = 'order_unrecorded'
      AND ((${listRefused === null} AND d.day BETWEEN ${fromDay}::date AND ${toDay}::date)
        OR EXISTS (SELECT 1 FROM "Attempt" a WHERE a."orderNumber" = d."orderNumber" AND a."syncId" = d."syncId"))`;
}

interface Counts {
  agreed: number;
  notJudged: number;
  crmNotJudged: number;
}

async function countItems(tx: Tx, runId: string): Promise<Counts> {
  const [counts] = await tx.$queryRaw<Counts[]>`
    SELECT count(*) FILTER (WHERE bank = 'agreed' AND crm IS DISTINCT FROM 'different')::int AS agreed,
      count(*) FILTER (WHERE bank = 'not_judged')::int AS "notJudged",
      count(*) FILTER (WHERE crm = 'not_judged')::int AS "crmNotJudged"
    FROM "ReconciliationItem" WHERE "runId" = ${runId}::uuid`;
  return counts ?? { agreed: 0, notJudged: 0, crmNotJudged: 0 };
}

/** Sums the run up, marks as solved what is right again, and raises or clears the sync's problem. */
export async function finishRun(run: ClaimedRun): Promise<void> {
  await transaction(async (tx) => {
    await keepStep(tx, run, { phase: "finish" });
    await markSolved(tx, run);
    const counts = await countItems(tx, run.id);
    const found = await tx.reconciliationDifference.count({ where: { lastRunId: run.id, solvedAt: null } });
    await tx.reconciliationRun.update({
      where: { id: run.id },
      data: { ...counts, different: found, state: "done", finishedAt: now(), leaseToken: null, leaseUntil: null, nextStepAt: null },
    });
    await updateDifferenceProblem(tx, run.sync);
    await tx.reconciliationItem.deleteMany({ where: { runId: run.id } });
  });
}
