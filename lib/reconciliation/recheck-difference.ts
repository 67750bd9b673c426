import { now } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import type { Connection, ReconciliationDifference, Sync } from "#lib/generated/prisma/client.ts";
import { transaction } from "#lib/transaction.ts";
import { bankKinds } from "./difference-state.ts";
import { judgeInvoice } from "./judge-invoice.ts";
import { judgeOrder } from "./judge-order.ts";
import { usualPace } from "./pace.ts";
import { updateDifferenceProblem } from "./update-difference-problem.ts";

type Loaded = ReconciliationDifference & { sync: Sync; connection: Connection };

const isBankKind = (kind: string): boolean => bankKinds.some((name) => name === kind);

async function agreesNow({ kind, attemptId, paymentId, sync, connection }: Loaded): Promise<boolean> {
  if (isBankKind(kind)) return attemptId !== null && (await judgeOrder(sync, attemptId, usualPace)).verdict.verdict === "agreed";
  return paymentId !== null && (await judgeInvoice(connection, paymentId, usualPace)).verdict.verdict === "agreed";
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
