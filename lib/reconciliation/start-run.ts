import { recordAudit } from "#lib/audit/record-audit.ts";
import type { UserActor } from "#lib/auth/find-actor.ts";
import { now } from "#lib/clock.ts";
import { db, isUniqueViolation } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import { consume } from "#lib/http/rate-limit.ts";
import { getOwnSync } from "#lib/syncs/get-own-sync.ts";
import { transaction } from "#lib/transaction.ts";
import { moscowDay } from "./moscow-days-state.ts";
import { planRun } from "./plan-run.ts";
import type { NewRun } from "./reconciliation-schema.ts";
import { listedRun, runView, type RunView } from "./run-view.ts";

const perSync = { name: "reconciliation-start", points: 10, seconds: 600 };

/**
 * Somebody wants bank, hub and RetailCRM compared now.
 * @throws AppError not_found, forbidden; invalid_input for days to come; conflict while one of this sync is under way
 */
export async function startRun(actor: UserActor, { syncId, from, to }: NewRun): Promise<RunView> {
  const { sync } = await getOwnSync(actor, syncId, "manager");
  if (to > moscowDay(now())) throw new AppError("invalid_input", { fields: { to: ["day_to_come"] } });
  await consume(perSync, sync.id);
  try {
    const { id } = await transaction(async (tx) => {
      const requestedBy = `user:${actor.userId}` as const;
      const run = await planRun(tx, { syncId: sync.id, from, to, nightly: false, requestedBy });
      const { connectionId } = sync;
      await recordAudit(tx, { connectionId, actor: requestedBy, action: "reconciliation.start", subject: sync.id, detail: { from, to } });
      return run;
    });
    return runView(await db.reconciliationRun.findUniqueOrThrow({ where: { id }, include: listedRun }));
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError("conflict", { reason: "reconciliation_running" });
    throw error;
  }
}
