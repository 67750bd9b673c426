import type { UserActor } from "#lib/auth/find-actor.ts";
import { getOwnSync } from "./get-own-sync.ts";
import { readSync } from "./read-syncs.ts";
import type { SyncView } from "./sync-view.ts";

export async function getSync(actor: Pick<UserActor, "userId">, syncId: string, locale: string): Promise<SyncView> {
  const { sync, role } = await getOwnSync(actor, syncId, "viewer");
  return readSync(sync, role, locale);
}
