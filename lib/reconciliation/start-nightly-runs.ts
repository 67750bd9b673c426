import { addSeconds, now } from "#lib/clock.ts";
import { db, isUniqueViolation } from "#lib/db.ts";
import { transaction } from "#lib/transaction.ts";
import { addDays, columnDay, dayColumn, hourInMoscow, moscowDay } from "./moscow-days-state.ts";
import { planRun } from "./plan-run.ts";

/** By then the bank's day is over, and late answers about its last minutes are in. */
const FIRST_HOUR = 3;
/** Nights that were missed are made up for, up to a week. */
const MAX_NIGHTS = 7;
/** A sync nobody has used for this long has nothing new to compare. */
const IDLE_SECONDS = 31 * 86_400;

async function findDue(yesterday: string, at: Date): Promise<string[]> {
  const syncs = await db.sync.findMany({
    where: {
      reconciliations: { none: { OR: [{ state: "running" }, { nightly: true, toDay: { gte: dayColumn(yesterday) } }] } },
      OR: [
        { attempts: { some: { createdAt: { gte: addSeconds(at, -IDLE_SECONDS) } } } },
        { differences: { some: { solvedAt: null } } },
        { payments: { some: { status: "waitingForCapture", attempts: { some: {} } } } },
      ],
    },
    select: { id: true },
  });
  return syncs.map(({ id }) => id);
}

/** The day after the last night that was compared, else the first that was to be; but not too long ago. */
async function firstDay(syncId: string, yesterday: string): Promise<string> {
  const nights = { syncId, nightly: true };
  const done = await db.reconciliationRun.findFirst({ where: { ...nights, state: "done" }, orderBy: { toDay: "desc" } });
  const tried = await db.reconciliationRun.findFirst({ where: nights, orderBy: { fromDay: "asc" } });
  if (tried === null) return yesterday;
  const next = done === null ? columnDay(tried.fromDay) : addDays(columnDay(done.toDay), 1);
  const earliest = addDays(yesterday, 1 - MAX_NIGHTS);
  return next < earliest ? earliest : next;
}

/** Starts the comparison of yesterday, Moscow time, for each sync in use that has not had it. Safe to call at any time. */
export async function startNightlyRuns(at: Date = now()): Promise<void> {
  if (hourInMoscow(at) < FIRST_HOUR) return;
  const yesterday = addDays(moscowDay(at), -1);
  for (const syncId of await findDue(yesterday, at)) {
    const from = await firstDay(syncId, yesterday);
    try {
      await transaction((tx) => planRun(tx, { syncId, from, to: yesterday, nightly: true, requestedBy: "system" }));
    } catch (error) {
      if (!isUniqueViolation(error)) throw error; // another instance was faster, or somebody started one by hand
    }
  }
}
