import type { UserActor } from "#lib/auth/find-actor.ts";
import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import type { Role } from "#lib/generated/prisma/enums.ts";
import { isUuid } from "#lib/ids.ts";
import { assertRole } from "#lib/team/assert-role.ts";
import type { SyncWithConnection } from "./sync-view.ts";

export interface OwnSync {
  sync: SyncWithConnection;
  role: Role;
}

/**
 * A sync the person may use in this role. A foreign one looks exactly like one that does not exist.
 * @throws AppError not_found, forbidden
 */
export async function getOwnSync(actor: Pick<UserActor, "userId">, syncId: string, needed: Role): Promise<OwnSync> {
  const sync = isUuid(syncId) ? await db.sync.findUnique({ where: { id: syncId }, include: { connection: true } }) : null;
  if (sync === null) throw new AppError("not_found");
  return { sync, role: await assertRole(actor, sync.connectionId, needed) };
}
