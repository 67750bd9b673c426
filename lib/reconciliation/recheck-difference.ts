import { now, sleep } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import type { Connection, ReconciliationDifference, Sync } from "#lib/generated/prisma/client.ts";
import { transaction } from "#lib/transaction.ts";
import { bankKinds } from "./difference-state.ts";
import { judgeInvoices } from "./judge-invoices.ts";
import { judgeOrder } from "./judge-order.ts";
import { usualPace } from "./pace.ts";
import { updateDifferenceProblem } from "./update-difference-problem.ts";

type Loaded = ReconciliationDifference & { sync: Sync; connection: Connection };

const isBankKind = (kind: string): boolean => bankKinds.some((name) => name === kind);

const PATIENCE = 8;
const PAUSE_MS = 300;

/** The message may be on its way by another hand: it is waited for a little. */
async function crmAgrees(connection: Connection, paymentId: string): Promise<boolean> {
  for (let looks = 1; ; looks++) {
    const { judged } = await judgeInvoices(connection, [paymentId], usualPace);
    const verdict = judged.get(paymentId)?.verdict.verdict;
    if (verdict !== "not_judged" || looks === PATIENCE) return verdict === "agreed";
    await sleep(PAUSE_MS);
  }
}

async function agreesNow({ kind, attemptId, paymentId, sync, connection }: Loaded): Promise<boolean> {
  if (isBankKind(kind)) return attemptId !== null && (await judgeOrder(sync, attemptId, usualPace)).verdict.verdict === "agreed";
  return paymentId !== null && crmAgrees(connection, paymentId);
}

/** Asks the other side once more about one difference, and closes it when it is gone. */
export async function recheckDifference(difference: Loaded): Promise<void> {
  if (!(await agreesNow(difference))) return;
  await transaction(async (tx) => {
    await tx.reconciliationDifference.updateMany({ where: { id: difference.id, solvedAt: null }, data: { solvedAt: now() } });
    await updateDifferenceProblem(tx, difference.sync);
  });
}

export const loadDifference = (id: string): Promise<Loaded | null> =>
  db.reconciliationDifference.findUnique({ where: { id }, include: { sync: true, connection: true } });
