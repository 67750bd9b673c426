import { recordAudit } from "#lib/audit/record-audit.ts";
import type { UserActor } from "#lib/auth/find-actor.ts";
import { addSeconds, now } from "#lib/clock.ts";
import { db, isUniqueViolation } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import type { Drill } from "#lib/generated/prisma/client.ts";
import { getOwnSync } from "#lib/syncs/get-own-sync.ts";
import type { SyncWithConnection } from "#lib/syncs/sync-view.ts";
import { transaction } from "#lib/transaction.ts";
import { drillPlace } from "./drill-place.ts";
import { type DrillKind, needsBuiltInCrm } from "./drill-schema.ts";
import { DRILL_SECONDS } from "./drill-state.ts";
import type { DrillsView } from "./drill-view.ts";
import { endDrill, endIfOver } from "./end-drill.ts";
import { listDrills } from "./list-drills.ts";
import { playDrill } from "./play-drill.ts";

type By = `user:${string}`;

/** One at a time per sync: the database refuses a second one. */
async function claim(sync: SyncWithConnection, kind: DrillKind, startedBy: By): Promise<Drill> {
  const before = await db.drill.findFirst({ where: { syncId: sync.id, endedAt: null } });
  if (before) await endIfOver(before);
  const startedAt = now();
  try {
    return await transaction(async (tx) => {
      const until = addSeconds(startedAt, DRILL_SECONDS);
      const drill = await tx.drill.create({ data: { syncId: sync.id, kind, startedBy, startedAt, until } });
      const { connectionId, id: subject } = sync;
      await recordAudit(tx, { connectionId, actor: startedBy, action: "drill.start", subject, detail: { kind } });
      return drill;
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError("conflict", { reason: "drill_running" });
    throw error;
  }
}

function placeFor(sync: SyncWithConnection, kind: DrillKind) {
  if (sync.environment !== "sandbox") throw new AppError("conflict", { reason: "drill_not_sandbox" });
  const place = drillPlace(sync);
  if (place === "sandbox_off") throw new AppError("unavailable", { reason: place });
  if (place === "shop_off") throw new AppError("conflict", { reason: place });
  if (!place.crm && needsBuiltInCrm(kind)) throw new AppError("conflict", { reason: "drill_needs_crm" });
  return place;
}

/**
 * Rehearses a failure on a sync of the sandbox: sets it up, plays payer and clerk, and answers once that is done; how the
 * hub copes goes on after the answer.
 * @throws AppError not_found, forbidden; conflict "drill_running", "drill_not_sandbox", "drill_needs_crm", "drill_no_payment";
 * unavailable "sandbox_off", "drill_failed"
 */
export async function startDrill(actor: UserActor, syncId: string, kind: DrillKind): Promise<DrillsView> {
  const { sync } = await getOwnSync(actor, syncId, "manager");
  const place = placeFor(sync, kind);
  const by: By = `user:${actor.userId}`;
  const drill = await claim(sync, kind, by);
  const onPayment = async (paymentId: string): Promise<void> => {
    await db.drill.update({ where: { id: drill.id }, data: { paymentId } });
  };
  try {
    await playDrill({ kind, sync, actor: by, ...place, onPayment });
  } catch (error) {
    await endDrill(drill.id, "failed", now());
    throw error;
  }
  return listDrills(actor, syncId);
}
