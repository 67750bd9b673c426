import type { Tx } from "#lib/db.ts";
import type { Sync } from "#lib/generated/prisma/client.ts";
import type { Environment } from "#lib/generated/prisma/enums.ts";
import { newUuid } from "#lib/ids.ts";
import { seal, unseal } from "#lib/secrets.ts";
import { passwordPlace } from "./open-sync.ts";

interface Access {
  environment: Environment;
  login: string;
}

const formerPasswordPlace = (id: string) => ({ field: "FormerAccess.password", id });

/** The password of an access the sync had before; null when it had no such access. */
export async function formerPassword(tx: Tx, syncId: string, { environment, login }: Access): Promise<string | null> {
  const former = await tx.formerAccess.findUnique({ where: { syncId_environment_login: { syncId, environment, login } } });
  return former && unseal(former.sealedPassword, formerPasswordPlace(former.id));
}

/**
 * Keeps the access a sync is about to lose: orders registered with it may still be paid, and can only be asked about,
 * captured and refunded with it. An access that becomes the current one again is no longer a former one.
 */
export async function keepFormerAccess(tx: Tx, sync: Sync, next: Access): Promise<void> {
  const { id: syncId, environment, login } = sync;
  const id = newUuid();
  const password = unseal(sync.sealedPassword, passwordPlace(syncId));
  await tx.formerAccess.deleteMany({
    where: { syncId, OR: [{ environment, login }, { environment: next.environment, login: next.login }] },
  });
  await tx.formerAccess.create({
    data: { id, syncId, environment, login, sealedPassword: seal(password, formerPasswordPlace(id)) },
  });
}
