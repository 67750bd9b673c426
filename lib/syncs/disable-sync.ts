import type { UserActor } from "#lib/auth/find-actor.ts";
import type { SyncView } from "./sync-view.ts";
import { updateSync } from "./update-sync.ts";

/** A sync is never deleted: its payments and the shop in the CRM stay, and it can be switched on again. */
export const disableSync = (actor: Pick<UserActor, "userId">, syncId: string, locale: string): Promise<SyncView> =>
  updateSync(actor, syncId, { enabled: false }, locale);
