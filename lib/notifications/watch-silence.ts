import { addSeconds, now } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import { clearProblem, raiseProblem } from "#lib/problems/raise-problem.ts";
import { transaction } from "#lib/transaction.ts";

const KIND = "webhook_silent";
/** The bank repeats a notification that was not taken; by then it has come if it comes at all. */
const GRACE_SECONDS = 600;
const WATCHED_SECONDS = 7 * 86_400;
/** One may get lost on the way; so many in a row did not set out. */
const IN_A_ROW = 2;

interface SilentSync {
  id: string;
  connectionId: string;
  paidAt: Date;
}

/** Syncs whose latest payments were all found by asking: not one notification of the bank has come about them. */
const findSilentSyncs = () => db.$queryRaw<SilentSync[]>`
  SELECT s.id, s."connectionId", max(latest."paidAt") AS "paidAt"
  FROM "Sync" s CROSS JOIN LATERAL (
    SELECT a."paidAt", EXISTS (SELECT 1 FROM "Notification" n WHERE n."attemptId" = a.id) AS told
    FROM "Attempt" a
    WHERE a."syncId" = s.id AND a."paidAt" BETWEEN ${addSeconds(now(), -WATCHED_SECONDS)} AND ${addSeconds(now(), -GRACE_SECONDS)}
    ORDER BY a."paidAt" DESC LIMIT ${IN_A_ROW}
  ) latest
  GROUP BY s.id HAVING count(*) = ${IN_A_ROW} AND NOT bool_or(latest.told)`;

/**
 * Payments are found without notifications too, only later: so nobody would notice that the bank has the wrong address,
 * or that something in front of the hub turns the bank away. Says so, and takes it back once one has come.
 */
export async function watchSilence(): Promise<void> {
  const silent = await findSilentSyncs();
  const known = await db.problem.findMany({ where: { kind: KIND, clearedAt: null }, select: { subject: true } });
  const subjects = new Set(known.map(({ subject }) => subject));
  for (const { id, connectionId, paidAt } of silent) {
    if (subjects.delete(id)) continue;
    const detail = { payments: IN_A_ROW, paidAt: paidAt.toISOString() };
    await transaction((tx) => raiseProblem(tx, { kind: KIND, subject: id, connectionId, syncId: id, detail }));
  }
  for (const subject of subjects) await transaction((tx) => clearProblem(tx, { kind: KIND, subject }));
}
