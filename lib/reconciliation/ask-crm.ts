import { db, type Tx } from "#lib/db.ts";
import { ProviderError } from "#lib/errors.ts";
import type { ReconciliationItem } from "#lib/generated/prisma/client.ts";
import { log } from "#lib/log.ts";
import { transaction } from "#lib/transaction.ts";
import { type BankValues, crmValues, hubValues } from "./difference-values.ts";
import { judgeInvoice, type JudgedInvoice } from "./judge-invoice.ts";
import { moscowDay } from "./moscow-days-state.ts";
import { readOwnOrders } from "./own-orders.ts";
import type { Pace } from "./pace.ts";
import { addCrmValues, recordDifference } from "./record-difference.ts";
import { type ClaimedRun, keepStep } from "./run-lease.ts";
import type { RunStep } from "./run-step-schema.ts";

const BATCH = 20;
/** So many questions without an answer in a row mean that the rest would fare no better. */
const GIVE_UP = 3;
/** The key, the account or the address is refused: one answer stands for all. */
const lasting: ReadonlySet<string> = new Set(["unauthorized", "forbidden_scope", "no_account", "payment_required", "redirected", "tls"]);

async function recordInvoice(tx: Tx, run: ClaimedRun, { attemptId, paymentId, seen }: ReconciliationItem, { invoice, verdict }: JudgedInvoice): Promise<void> {
  const crm = crmValues(invoice);
  if (verdict.verdict !== "different") return;
  const [ours] = await readOwnOrders({ id: attemptId });
  if (!ours) return;
  await recordDifference(tx, {
    runId: run.id,
    connectionId: run.sync.connectionId,
    syncId: run.syncId,
    paymentId,
    attemptId,
    subject: paymentId,
    kind: verdict.kind,
    cause: verdict.cause,
    orderNumber: ours.attempt.orderNumber,
    day: moscowDay(ours.attempt.createdAt),
    // Written by bankValues() of this very run.
    values: { bank: seen as BankValues | null, hub: hubValues(ours), crm },
  });
}

/**
 * RetailCRM is held against a hub that agrees with the bank: telling it again what the hub has would spread a mistake
 * otherwise. Where the hub differs, RetailCRM's word only stands beside the other two.
 */
async function keepInvoice(run: ClaimedRun, item: ReconciliationItem, judged: JudgedInvoice): Promise<void> {
  await transaction(async (tx) => {
    const hubIsWrong = await addCrmValues(tx, run.id, item.paymentId, crmValues(judged.invoice));
    if (!hubIsWrong) await recordInvoice(tx, run, item, judged);
    await tx.reconciliationItem.update({
      where: { runId_attemptId: { runId: run.id, attemptId: item.attemptId } },
      data: { crm: hubIsWrong ? null : judged.verdict.verdict },
    });
    await keepStep(tx, run, { phase: "crm" });
  });
}

/** What cannot be asked is not judged; with a reason for all, nothing more is asked. */
async function keepUnjudged(run: ClaimedRun, attemptId: string | null, crmError: string | null): Promise<void> {
  await transaction(async (tx) => {
    await tx.reconciliationItem.updateMany({
      where: { runId: run.id, crm: "pending", ...(attemptId !== null && { attemptId }) },
      data: { crm: "not_judged" },
    });
    await keepStep(tx, run, { phase: "crm" }, crmError === null ? {} : { crmError });
  });
}

/** Asks RetailCRM about the next invoices, each on its own. */
export async function askCrm(run: ClaimedRun, pace: Pace): Promise<RunStep> {
  const items = await db.reconciliationItem.findMany({ where: { runId: run.id, crm: "pending" }, orderBy: { attemptId: "asc" }, take: BATCH });
  if (items.length === 0) return { phase: "finish" };
  const connection = await db.connection.findUniqueOrThrow({ where: { id: run.sync.connectionId } });
  if (connection.keyRefusedAt !== null) {
    await keepUnjudged(run, null, "unauthorized");
    return { phase: "finish" };
  }
  let failures = 0;
  for (const item of items) {
    try {
      await keepInvoice(run, item, await judgeInvoice(connection, item.paymentId, pace));
      failures = 0;
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      log.warn({ error, paymentId: item.paymentId }, "reconciliation: RetailCRM could not be asked");
      failures += 1;
      const hopeless = failures >= GIVE_UP || lasting.has(error.code);
      await keepUnjudged(run, hopeless ? null : item.attemptId, hopeless ? error.code : null);
      if (hopeless) return { phase: "finish" };
    }
  }
  return { phase: "crm" };
}
