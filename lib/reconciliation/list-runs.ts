import type { UserActor } from "#lib/auth/find-actor.ts";
import { db } from "#lib/db.ts";
import { memberConnectionIds } from "#lib/team/assert-role.ts";
import type { RunFilter } from "./reconciliation-schema.ts";
import { listedRun, runView, type RunView } from "./run-view.ts";

const PAGE = 20;

export interface RunPage {
  items: RunView[];
  nextCursor: string | null;
}

/** Of each sync and period the latest run only; ids are in order of time. */
async function findLatest(connectionIds: string[], filter: RunFilter): Promise<string[]> {
  const [syncId, cursor] = [filter.syncId ?? null, filter.cursor ?? null];
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM "ReconciliationRun" r
    WHERE "syncId" IN (SELECT id FROM "Sync" WHERE "connectionId" = ANY(${connectionIds}::uuid[]))
      AND (${syncId}::uuid IS NULL OR "syncId" = ${syncId}::uuid) AND (${cursor}::uuid IS NULL OR id < ${cursor}::uuid)
      AND NOT EXISTS (SELECT 1 FROM "ReconciliationRun" later
        WHERE later."syncId" = r."syncId" AND later."fromDay" = r."fromDay" AND later."toDay" = r."toDay" AND later.id > r.id)
    ORDER BY id DESC LIMIT ${PAGE + 1}`;
  return rows.map(({ id }) => id);
}

/** Runs of the reader's syncs, the latest first. */
export async function listRuns(actor: Pick<UserActor, "userId">, filter: RunFilter): Promise<RunPage> {
  const ids = await findLatest(await memberConnectionIds(actor), filter);
  const runs = await db.reconciliationRun.findMany({ where: { id: { in: ids.slice(0, PAGE) } }, orderBy: { id: "desc" }, include: listedRun });
  return { items: runs.map(runView), nextCursor: ids.length > PAGE ? (ids[PAGE - 1] ?? null) : null };
}
