import { now } from "#lib/clock.ts";
import type { Tx } from "#lib/db.ts";
import { resumeDeliveries } from "#lib/deliveries/resume-deliveries.ts";
import type { CrmCredentials } from "#lib/retailcrm/crm-client.ts";
import { missingScopes } from "#lib/retailcrm/required-scopes.ts";

/** The account takes the key: what was kept goes out if the key may tell it, and waits on for the permission otherwise. */
export async function resumeWithKey(tx: Tx, id: string, key: Pick<CrmCredentials, "scopes" | "credentials">): Promise<void> {
  if (!missingScopes(key).includes("payments_write")) return resumeDeliveries(tx, id);
  await tx.connection.updateMany({ where: { id, keyRefusedAt: { not: null } }, data: { keyRefusedAt: now() } });
}
