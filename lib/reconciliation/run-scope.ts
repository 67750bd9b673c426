import { Prisma } from "#lib/generated/prisma/client.ts";
import { db, type Tx } from "#lib/db.ts";
import { columnDay, endOfMoscowDay, startOfMoscowDay } from "./moscow-days-state.ts";
import type { Run } from "./run-lease.ts";
import type { Access } from "./run-step-schema.ts";

export interface Period {
  from: Date;
  /** The first moment after it. */
  until: Date;
}

export const periodOf = ({ fromDay, toDay }: Pick<Run, "fromDay" | "toDay">): Period => ({
  from: startOfMoscowDay(columnDay(fromDay)),
  until: endOfMoscowDay(columnDay(toDay)),
});

/**
 * Bank orders of the sync that a run has to judge: registered, paid, cancelled or refunded in its period, holds that
 * still wait, and whatever differed before and has not been seen to be right since.
 */
function scopeOf({ syncId, ...run }: Pick<Run, "syncId" | "fromDay" | "toDay">): Prisma.Sql {
  const { from, until } = periodOf(run);
  return Prisma.sql`
    SELECT id FROM "Attempt" WHERE "syncId" = ${syncId}::uuid AND "createdAt" >= ${from} AND "createdAt" < ${until}
    UNION SELECT id FROM "Attempt" WHERE "syncId" = ${syncId}::uuid AND "paidAt" >= ${from} AND "paidAt" < ${until}
    UNION SELECT a.id FROM "Payment" p JOIN "Attempt" a ON a."paymentId" = p.id
      WHERE p."syncId" = ${syncId}::uuid AND p."cancelRequestedAt" >= ${from} AND p."cancelRequestedAt" < ${until}
    UNION SELECT a.id FROM "Refund" r JOIN "Attempt" a ON a.id = r."attemptId"
      WHERE r."createdAt" >= ${from} AND r."createdAt" < ${until} AND a."syncId" = ${syncId}::uuid
    UNION SELECT a.id FROM "Payment" p JOIN "Attempt" a ON a."paymentId" = p.id
      WHERE p."syncId" = ${syncId}::uuid AND p.status = 'waitingForCapture'
    UNION SELECT a.id FROM "ReconciliationDifference" d JOIN "Attempt" a ON a."paymentId" = d."paymentId"
      WHERE d."syncId" = ${syncId}::uuid AND d."solvedAt" IS NULL AND a."syncId" = ${syncId}::uuid`;
}

/** The logins whose lists are read: the present one, and former ones that orders of ours were registered with. */
export async function findAccesses(run: Run): Promise<Access[]> {
  const { environment, login } = run.sync;
  const used = await db.$queryRaw<Access[]>`
    SELECT DISTINCT environment::text AS environment, "bankLogin" AS login FROM "Attempt" WHERE id IN (${scopeOf(run)})`;
  const former = used.filter((access) => access.environment !== environment || access.login !== login);
  return [{ environment, login }, ...former];
}

/**
 * Takes in the orders of ours that no list has shown. They are asked about one by one, except those that were never
 * registered: a list would have shown them.
 */
export async function addUnlisted(tx: Tx, run: Run): Promise<void> {
  const listed = run.listRefused === null;
  await tx.$executeRaw`
    INSERT INTO "ReconciliationItem" ("runId", "attemptId", "paymentId", bank)
    SELECT ${run.id}::uuid, id, "paymentId",
      (CASE WHEN ${listed} AND state = 'rejected' THEN 'agreed' ELSE 'pending' END)::"ReconciliationVerdict"
    FROM "Attempt" WHERE id IN (${scopeOf(run)})
    ON CONFLICT DO NOTHING`;
}

/**
 * Chooses what RetailCRM is asked about: invoices of payments with money or a cancel, and of those that differ from the bank.
 * One order of each payment stands for it: the one with the money, else the last.
 */
export async function chooseInvoices(tx: Tx, { id: runId }: Run): Promise<void> {
  await tx.$executeRaw`
    UPDATE "ReconciliationItem" item SET crm = 'pending' FROM (
      SELECT DISTINCT ON (i."paymentId") i."attemptId"
      FROM "ReconciliationItem" i JOIN "Payment" p ON p.id = i."paymentId" JOIN "Attempt" a ON a.id = i."attemptId"
      WHERE i."runId" = ${runId}::uuid AND (p.status <> 'pending'
        OR EXISTS (SELECT 1 FROM "ReconciliationDifference" d WHERE d."lastRunId" = ${runId}::uuid AND d."paymentId" = p.id))
      ORDER BY i."paymentId", (a.held + a.deposited + a.refunded > 0) DESC, a.seq DESC
    ) chosen
    WHERE item."runId" = ${runId}::uuid AND item."attemptId" = chosen."attemptId"`;
}
