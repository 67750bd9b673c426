/** What tests of the reconciliation do and look at. Import `rehearsal.ts` first. */
import { drainBackground } from "#lib/background.ts";
import { db } from "#lib/db.ts";
import { advanceRun } from "#lib/reconciliation/advance-run.ts";
import { addDays, dayColumn, moscowDay } from "#lib/reconciliation/moscow-days-state.ts";
import type { Pace } from "#lib/reconciliation/pace.ts";

/** Nobody waits for anybody, and a run is done in one go, however slow the machine. */
export const noPace: Pace = { bank: () => Promise.resolve(), crm: () => Promise.resolve(), sliceSeconds: 3_600 };

/** A run over the last two days that has not begun: whoever lets the hub age by hours after midnight is in the day before. */
export function runToDo(syncId: string, held: { leaseToken?: string; leaseUntil?: Date; nextStepAt?: Date } = {}) {
  const today = moscowDay(new Date());
  return db.reconciliationRun.create({
    data: { syncId, fromDay: dayColumn(addDays(today, -1)), toDay: dayColumn(today), requestedBy: "system", nextStepAt: new Date(), ...held },
  });
}

/** Compares the last two days, to the end. */
export async function reconcile(syncId: string, pace: Pace = noPace) {
  const { id } = await runToDo(syncId);
  await advanceRun(id, pace);
  await drainBackground();
  return db.reconciliationRun.findUniqueOrThrow({ where: { id } });
}

/** Open differences as "kind cause", in order. */
export const openDifferences = async (): Promise<string[]> =>
  (await db.reconciliationDifference.findMany({ where: { solvedAt: null }, orderBy: [{ kind: "asc" }, { cause: "asc" }] })).map(({ kind, cause }) => `${kind} ${cause}`);

/** As if everything the hub knows had happened this much earlier. */
export async function letHubAge(minutes: number): Promise<void> {
  await db.$executeRaw`
    UPDATE "Attempt" SET "createdAt" = "createdAt" - make_interval(mins => ${minutes}), "registeredAt" = "registeredAt" - make_interval(mins => ${minutes}),
      "expiresAt" = "expiresAt" - make_interval(mins => ${minutes}), "nextCheckAt" = "nextCheckAt" - make_interval(mins => ${minutes})`;
  await db.$executeRaw`
    UPDATE "Operation" SET "createdAt" = "createdAt" - make_interval(mins => ${minutes}), "sentAt" = "sentAt" - make_interval(mins => ${minutes}),
      "finishedAt" = "finishedAt" - make_interval(mins => ${minutes})`;
  await db.$executeRaw`
    UPDATE "Refund" SET "createdAt" = "createdAt" - make_interval(mins => ${minutes}), "finishedAt" = "finishedAt" - make_interval(mins => ${minutes})`;
}
