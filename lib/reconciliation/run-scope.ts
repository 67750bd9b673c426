import { Prisma } from "#lib/generated/prisma/client.ts";
import { db, type Tx } from "#lib/db.ts";
import type { Run } from "./run-lease.ts";
import { lookBackOf, periodOf } from "./run-period.ts";
import type { Access } from "./run-step-schema.ts";

/*
 * How many rows a table has is not always known to the database: right after many were written at once, or after a restore,
 * it may think there is none, and then runs through one table for every row of another, longer than a transaction may
 * last. So nothing is joined here: keys are read first (ARRAY(…) is evaluated on its own), and rows then found by them.
 */

/**
 * Bank orders of the sync that a run has to judge: registered, paid, cancelled or refunded in its period, holds that
 * still wait, and whatever differed before and has not been seen to be right since.
 */
function scopeOf({ syncId, ...run }: Pick<Run, "syncId" | "fromDay" | "toDay">): Prisma.Sql {
  const { from, until } = periodOf(run);
  return Prisma.sql`ARRAY(
    SELECT id FROM "Attempt" WHERE "syncId" = ${syncId}::uuid AND "createdAt" >= ${from} AND "createdAt" < ${until}
    UNION SELECT id FROM "Attempt" WHERE "syncId" = ${syncId}::uuid AND "paidAt" >= ${from} AND "paidAt" < ${until}
    UNION SELECT id FROM "Attempt" WHERE "paymentId" = ANY(ARRAY(
      SELECT id FROM "Payment" WHERE "syncId" = ${syncId}::uuid AND "cancelRequestedAt" >= ${from} AND "cancelRequestedAt" < ${until}))
    UNION SELECT id FROM "Attempt" WHERE "syncId" = ${syncId}::uuid AND id = ANY(ARRAY(
      SELECT "attemptId" FROM "Refund" WHERE "createdAt" >= ${from} AND "createdAt" < ${until}))
    UNION SELECT id FROM "Attempt" WHERE "paymentId" = ANY(ARRAY(
      SELECT id FROM "Payment" WHERE "syncId" = ${syncId}::uuid AND status = 'waitingForCapture'))
    UNION SELECT id FROM "Attempt" WHERE "syncId" = ${syncId}::uuid AND "paymentId" = ANY(ARRAY(
      SELECT "paymentId" FROM "ReconciliationDifference" WHERE "syncId" = ${syncId}::uuid AND "solvedAt" IS NULL)))`;
}

/**
 * The logins whose lists are read: the present one, and former ones that orders of ours were registered with which the run
 * has to judge, or which the list of reversals and refunds may show.
 */
export async function findAccesses(run: Run): Promise<Access[]> {
  const { environment, login } = run.sync;
  const period = periodOf(run);
  const [since, until] = [lookBackOf(period), period.until];
  const used = await db.$queryRaw<Access[]>`
    SELECT environment::text AS environment, "bankLogin" AS login FROM "Attempt" WHERE id = ANY(${scopeOf(run)})
    UNION SELECT environment::text, "bankLogin" FROM "Attempt"
      WHERE "syncId" = ${run.syncId}::uuid AND "createdAt" >= ${since} AND "createdAt" < ${until}
    UNION SELECT environment::text, "bankLogin" FROM "Attempt"
      WHERE "syncId" = ${run.syncId}::uuid AND "paidAt" >= ${since} AND "paidAt" < ${until}`;
  const former = used.filter((access) => access.environment !== environment || access.login !== login);
  return [{ environment, login }, ...former];
}

/** Leaves the run's orders of a login unjudged that cannot be asked now; what was open about them stays open. */
export async function leaveUnjudged(tx: Tx, run: Run, { environment, login }: Access): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "ReconciliationItem" AS known ("runId", "attemptId", "paymentId", bank)
    SELECT ${run.id}::uuid, id, "paymentId", 'not_judged' FROM "Attempt"
    WHERE id = ANY(${scopeOf(run)}) AND environment = ${environment}::"Environment" AND "bankLogin" = ${login}
    ON CONFLICT ("runId", "attemptId") DO UPDATE SET bank = 'not_judged' WHERE known.bank = 'pending'`;
  const unrecorded = { syncId: run.syncId, solvedAt: null, cause: "order_unrecorded", lastRunId: { not: run.id } };
  const open = await tx.reconciliationDifference.findMany({ where: unrecorded, select: { id: true, paymentId: true } });
  const paymentIds = open.flatMap(({ paymentId }) => paymentId ?? []);
  const theirs = await tx.attempt.findMany({ where: { paymentId: { in: paymentIds }, environment, bankLogin: login }, select: { paymentId: true } });
  const kept = open.filter((difference) => theirs.some(({ paymentId }) => paymentId === difference.paymentId));
  await tx.reconciliationDifference.updateMany({ where: { id: { in: kept.map(({ id }) => id) } }, data: { lastRunId: run.id } });
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
    FROM "Attempt" WHERE id = ANY(${scopeOf(run)})
    ON CONFLICT DO NOTHING`;
}

/**
 * Chooses what RetailCRM is asked about: invoices of payments with money or a cancel, and of those that differ from the bank.
 * One order of each payment stands for it: the one with the money, else the last.
 */
export async function chooseInvoices(tx: Tx, { id: runId }: Run): Promise<void> {
  const chosen = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT ON ("paymentId") id FROM "Attempt"
    WHERE id = ANY(ARRAY(SELECT "attemptId" FROM "ReconciliationItem" WHERE "runId" = ${runId}::uuid))
      AND ("paymentId" IN (SELECT "paymentId" FROM "ReconciliationDifference" WHERE "lastRunId" = ${runId}::uuid)
        OR "paymentId" IN (SELECT id FROM "Payment" WHERE status <> 'pending'
          AND id = ANY(ARRAY(SELECT "paymentId" FROM "ReconciliationItem" WHERE "runId" = ${runId}::uuid))))
    ORDER BY "paymentId", (held + deposited + refunded > 0) DESC, seq DESC`;
  await tx.$executeRaw`
    UPDATE "ReconciliationItem" SET crm = 'pending'
    WHERE "runId" = ${runId}::uuid AND "attemptId" = ANY(${chosen.map(({ id }) => id)}::uuid[])`;
}
