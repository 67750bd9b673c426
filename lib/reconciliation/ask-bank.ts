import { db } from "#lib/db.ts";
import { ProviderError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { transaction } from "#lib/transaction.ts";
import { bankValues, hubValues } from "./difference-values.ts";
import { judgeOrder, type JudgedOrder } from "./judge-order.ts";
import { moscowDay } from "./moscow-days-state.ts";
import type { Pace } from "./pace.ts";
import { recordDifference } from "./record-difference.ts";
import { type ClaimedRun, keepStep } from "./run-lease.ts";
import type { RunStep } from "./run-step-schema.ts";

const BATCH = 20;
/** So many refused or unanswered questions in a row mean that the rest would fare no better. */
const GIVE_UP = 3;

async function keepVerdict(run: ClaimedRun, { ours, answer, verdict }: JudgedOrder): Promise<void> {
  const { attempt } = ours;
  const bank = answer ? bankValues(answer) : null;
  await transaction(async (tx) => {
    await tx.reconciliationItem.update({
      where: { runId_attemptId: { runId: run.id, attemptId: attempt.id } },
      data: { bank: verdict.verdict, ...(bank && { seen: { ...bank } }) },
    });
    if (verdict.verdict === "different") {
      await recordDifference(tx, {
        runId: run.id,
        connectionId: run.sync.connectionId,
        syncId: run.syncId,
        paymentId: attempt.paymentId,
        attemptId: attempt.id,
        subject: attempt.id,
        kind: verdict.kind,
        cause: verdict.cause,
        orderNumber: attempt.orderNumber,
        day: moscowDay(attempt.createdAt),
        values: { bank, hub: hubValues(ours), crm: null },
      });
    }
    await keepStep(tx, run, { phase: "ask" });
  });
}

async function keepUnjudged(run: ClaimedRun, attemptIds: readonly string[] | null): Promise<void> {
  await transaction(async (tx) => {
    const which = attemptIds === null ? {} : { attemptId: { in: [...attemptIds] } };
    await tx.reconciliationItem.updateMany({ where: { runId: run.id, bank: "pending", ...which }, data: { bank: "not_judged" } });
    await keepStep(tx, run, { phase: "ask" });
  });
}

/**
 * Asks the bank about the next orders of which the list did not show that all is well, each on its own.
 * An order that cannot be asked about is not judged; when the bank does not answer at all, neither is the rest.
 */
export async function askBank(run: ClaimedRun, pace: Pace): Promise<RunStep> {
  const items = await db.reconciliationItem.findMany({ where: { runId: run.id, bank: "pending" }, orderBy: { attemptId: "asc" }, take: BATCH });
  if (items.length === 0) return { phase: "choose" };
  let failures = 0;
  for (const { attemptId } of items) {
    try {
      await keepVerdict(run, await judgeOrder(run.sync, attemptId, pace));
      failures = 0;
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      log.warn({ error, attemptId }, "reconciliation: the bank could not be asked");
      failures += 1;
      await keepUnjudged(run, failures < GIVE_UP ? [attemptId] : null);
      if (failures >= GIVE_UP) return { phase: "choose" };
    }
  }
  return { phase: "ask" };
}
