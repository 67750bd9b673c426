import { db, type Tx } from "#lib/db.ts";
import type { ReconciliationItem } from "#lib/generated/prisma/client.ts";
import type { ReconciliationVerdict } from "#lib/generated/prisma/enums.ts";
import { transaction } from "#lib/transaction.ts";
import { bankKinds } from "./difference-state.ts";
import { type BankValues, crmValues, hubValues } from "./difference-values.ts";
import { judgeInvoices, type JudgedInvoice, type JudgedInvoices } from "./judge-invoices.ts";
import { moscowDay } from "./moscow-days-state.ts";
import { readOwnOrders } from "./own-orders.ts";
import type { Pace } from "./pace.ts";
import { addCrmValues, recordDifference } from "./record-difference.ts";
import { type ClaimedRun, keepStep } from "./run-lease.ts";
import type { RunStep } from "./run-step-schema.ts";

const BATCH = 20;

async function recordInvoice(tx: Tx, run: ClaimedRun, { attemptId, paymentId, seen }: ReconciliationItem, { invoice, verdict }: JudgedInvoice): Promise<void> {
  const [ours] = await readOwnOrders({ id: attemptId });
  if (verdict.verdict !== "different" || !ours) return;
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
    // Written by bankValues() in this very run.
    values: { bank: seen as BankValues | null, hub: hubValues(ours), crm: crmValues(invoice) },
  });
}

/** Payments on which this run found that the hub differs from the bank. */
async function findWrongInHub(runId: string, paymentIds: string[]): Promise<Set<string | null>> {
  const found = await db.reconciliationDifference.findMany({
    where: { lastRunId: runId, paymentId: { in: paymentIds }, kind: { in: [...bankKinds] } },
    select: { paymentId: true },
  });
  return new Set(found.map(({ paymentId }) => paymentId));
}

/**
 * RetailCRM is held against a hub that agrees with the bank: telling it again what the hub has would spread a mistake
 * otherwise. Where the hub differs, RetailCRM's word only stands beside the other two, and no verdict is kept.
 */
async function keepInvoice(tx: Tx, run: ClaimedRun, item: ReconciliationItem, judged: JudgedInvoice, wrongInHub: boolean): Promise<ReconciliationVerdict | null> {
  if (wrongInHub) {
    await addCrmValues(tx, run.id, item.paymentId, crmValues(judged.invoice));
    return null;
  }
  if (judged.verdict.verdict === "different") await recordInvoice(tx, run, item, judged);
  return judged.verdict.verdict;
}

/** Keeps what was learnt about these items; with a reason not to ask on, no invoice of the run is judged any more. */
async function keepBatch(run: ClaimedRun, items: readonly ReconciliationItem[], { judged, hopeless }: JudgedInvoices): Promise<void> {
  const wrong = await findWrongInHub(run.id, items.map(({ paymentId }) => paymentId));
  await transaction(async (tx) => {
    const byVerdict = new Map<ReconciliationVerdict | null, string[]>();
    for (const item of items) {
      const found = judged.get(item.paymentId);
      const verdict = found ? await keepInvoice(tx, run, item, found, wrong.has(item.paymentId)) : "not_judged";
      byVerdict.set(verdict, [...(byVerdict.get(verdict) ?? []), item.attemptId]);
    }
    for (const [crm, attemptIds] of byVerdict) {
      await tx.reconciliationItem.updateMany({ where: { runId: run.id, attemptId: { in: attemptIds } }, data: { crm } });
    }
    if (hopeless !== null) await tx.reconciliationItem.updateMany({ where: { runId: run.id, crm: "pending" }, data: { crm: "not_judged" } });
    await keepStep(tx, run, { phase: "crm" }, hopeless === null ? {} : { crmError: hopeless });
  });
}

/** Asks RetailCRM about the next invoices. */
export async function askCrm(run: ClaimedRun, pace: Pace): Promise<RunStep> {
  const items = await db.reconciliationItem.findMany({ where: { runId: run.id, crm: "pending" }, orderBy: { attemptId: "asc" }, take: BATCH });
  if (items.length === 0) return { phase: "finish" };
  const connection = await db.connection.findUniqueOrThrow({ where: { id: run.sync.connectionId } });
  const refused = connection.keyRefusedAt !== null; // it would only refuse once more
  const result = refused ? { judged: new Map<string, JudgedInvoice>(), hopeless: "unauthorized" } : await judgeInvoices(connection, items.map(({ paymentId }) => paymentId), pace);
  await keepBatch(run, items, result);
  return { phase: "crm" };
}
