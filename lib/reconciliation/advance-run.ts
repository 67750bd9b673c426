import { addSeconds, now } from "#lib/clock.ts";
import { AppError, ProviderError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import { transaction } from "#lib/transaction.ts";
import { askBank } from "./ask-bank.ts";
import { askCrm } from "./ask-crm.ts";
import { finishRun } from "./finish-run.ts";
import { listBankOrders } from "./list-bank-orders.ts";
import { type Pace, usualPace } from "./pace.ts";
import { type ClaimedRun, claimRun, failRun, keepStep, LeaseLost, releaseRun, wakeNextRun } from "./run-lease.ts";
import { addUnlisted, chooseInvoices, findAccesses } from "./run-scope.ts";
import { listKinds, readStep, type RunStep } from "./run-step-schema.ts";

/** Pauses after failures in a row; after the last the run has failed. */
const PAUSES_SECONDS = [15, 60, 300, 900];

type Next = RunStep | "finished";

async function takeStep(run: ClaimedRun, step: RunStep, pace: Pace): Promise<Next> {
  switch (step.phase) {
    case "start":
      return { phase: "list", accesses: await findAccesses(run), at: 0, list: listKinds[0], page: 0, seen: 0 };
    case "list":
      return listBankOrders(run, step, pace);
    case "collect":
      await transaction((tx) => addUnlisted(tx, run));
      return { phase: "ask" };
    case "ask":
      return askBank(run, pace);
    case "choose":
      await transaction((tx) => chooseInvoices(tx, run));
      return { phase: "crm" };
    case "crm":
      return askCrm(run, pace);
    case "finish":
      await finishRun(run);
      return "finished";
  }
}

async function work(run: ClaimedRun, pace: Pace): Promise<void> {
  const end = addSeconds(now(), pace.sliceSeconds);
  let step: Next = readStep(run.step);
  while (step !== "finished") {
    if (now() > end) return releaseRun(run, now());
    const next: Next = await takeStep(run, step, pace);
    if (next !== "finished") await transaction((tx) => keepStep(tx, run, next));
    run.tries = 0;
    step = next;
  }
}

const codeOf = (error: unknown): string => {
  if (error instanceof ProviderError) return error.code;
  return error instanceof AppError ? error.reason : "internal";
};

async function recover(run: ClaimedRun, error: unknown): Promise<void> {
  const pause = PAUSES_SECONDS[run.tries];
  const hopeless = error instanceof AppError;
  if (pause === undefined || hopeless) await failRun(run, codeOf(error));
  else await releaseRun(run, addSeconds(now(), pause), true);
}

/**
 * Goes on with a reconciliation from where it stands. It asks both other sides and changes nothing but its own tables and
 * the problem it raises. Safe to call twice or concurrently: one worker at a time.
 */
export async function advanceRun(runId: string, pace: Pace = usualPace): Promise<void> {
  const run = await claimRun(runId);
  if (!run) return;
  try {
    await work(run, pace);
  } catch (error) {
    if (error instanceof LeaseLost) return;
    log.warn({ error, runId }, "reconciliation was interrupted");
    await recover(run, error);
  }
  await wakeNextRun();
}
