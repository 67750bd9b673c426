import type { UserActor } from "#lib/auth/find-actor.ts";
import { db } from "#lib/db.ts";
import { readSyncs } from "./read-syncs.ts";
import type { SyncView } from "./sync-view.ts";

/** All syncs of the person's connections, oldest first. */
export async function listSyncs(actor: Pick<UserActor, "userId">, locale: string): Promise<SyncView[]> {
  const memberships = await db.membership.findMany({ where: { userId: actor.userId } });
  const roles = new Map(memberships.map(({ connectionId, role }) => [connectionId, role]));
  const syncs = await db.sync.findMany({
    where: { connectionId: { in: [...roles.keys()] } },
    include: { connection: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return readSyncs(syncs, (connectionId) => roles.get(connectionId) ?? "viewer", locale);
}
