import { db, type Tx } from "#lib/db.ts";
import type { ReconciliationItem } from "#lib/generated/prisma/client.ts";
import type { ReconciliationVerdict } from "#lib/generated/prisma/enums.ts";
import { transaction } from "#lib/transaction.ts";
import { bankKinds } from "./difference-state.ts";
import { type BankValues, crmValues, hubValues } from "./difference-values.ts";
import { judgeInvoices, type JudgedInvoice, type JudgedInvoices } from "./judge-invoices.ts";
import { moscowDay } from "./moscow-days-state.ts";
import { type OwnOrder, readOwnOrders } from "./own-orders.ts";
import type { Pace } from "./pace.ts";
import { addCrmValues, recordDifference } from "./record-difference.ts";
import { type ClaimedRun, keepStep } from "./run-lease.ts";
import type { RunStep } from "./run-step-schema.ts";

const BATCH = 20;

async function recordInvoice(tx: Tx, run: ClaimedRun, { attemptId, paymentId, seen }: ReconciliationItem, { invoice, verdict }: JudgedInvoice, ours: OwnOrder): Promise<void> {
  if (verdict.verdict !== "different") return;
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

interface Beside {
  /** The hub's side of what differs, by attempt. */
  ours: Map<string, OwnOrder>;
  wrongInHub: Set<string | null>;
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
async function keepInvoice(tx: Tx, run: ClaimedRun, item: ReconciliationItem, judged: JudgedInvoice, { ours, wrongInHub }: Beside): Promise<ReconciliationVerdict | null> {
  if (wrongInHub.has(item.paymentId)) {
    await addCrmValues(tx, run.id, item.paymentId, crmValues(judged.invoice));
    return null;
  }
  const order = ours.get(item.attemptId);
  if (order) await recordInvoice(tx, run, item, judged, order);
  return judged.verdict.verdict;
}

async function readBeside(run: ClaimedRun, items: readonly ReconciliationItem[], judged: JudgedInvoices["judged"]): Promise<Beside> {
  const differing = items.filter(({ paymentId }) => judged.get(paymentId)?.verdict.verdict === "different").map(({ attemptId }) => attemptId);
  const orders = differing.length === 0 ? [] : await readOwnOrders({ id: { in: differing } });
  const wrongInHub = await findWrongInHub(run.id, items.map(({ paymentId }) => paymentId));
  return { ours: new Map(orders.map((order) => [order.attempt.id, order])), wrongInHub };
}

/** Keeps what was learnt about these items; with a reason not to ask on, no invoice of the run is judged any more. */
async function keepBatch(run: ClaimedRun, items: readonly ReconciliationItem[], { judged, hopeless }: JudgedInvoices): Promise<void> {
  const beside = await readBeside(run, items, judged);
  await transaction(async (tx) => {
    const byVerdict = new Map<ReconciliationVerdict | null, string[]>();
    for (const item of items) {
      const found = judged.get(item.paymentId);
      const verdict = found ? await keepInvoice(tx, run, item, found, beside) : "not_judged";
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
