import type { UserActor } from "#lib/auth/find-actor.ts";
import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import { getOwnSync } from "#lib/syncs/get-own-sync.ts";
import { drillPlace } from "./drill-place.ts";
import { drillKinds } from "./drill-schema.ts";
import { type DrillsView, drillView } from "./drill-view.ts";
import { endIfOver } from "./end-drill.ts";

const listed = { payment: { select: { id: true, orderNumber: true } } } as const;

/** What can be rehearsed on a sync, what is under way, and how the last ones ended. Looking ends what is over. */
export async function listDrills(actor: UserActor, syncId: string): Promise<DrillsView> {
  const { sync } = await getOwnSync(actor, syncId, "viewer");
  if (sync.environment !== "sandbox") throw new AppError("conflict", { reason: "drill_not_sandbox" });
  const place = drillPlace(sync);
  const underWay = await db.drill.findFirst({ where: { syncId: sync.id, endedAt: null } });
  if (underWay) await endIfOver(underWay);
  const found = await Promise.all(
    drillKinds.map((kind) => db.drill.findFirst({ where: { syncId: sync.id, kind }, orderBy: { startedAt: "desc" }, include: listed })),
  );
  const newest = found.filter((drill) => drill !== null).map(drillView);
  return {
    obstacle: typeof place === "string" ? place : null,
    builtInCrm: typeof place !== "string" && place.crm !== null,
    running: newest.find(({ outcome }) => outcome === null) ?? null,
    newest,
  };
}
