import { inBackground } from "#lib/background.ts";
import type { Tx } from "#lib/db.ts";
import { enqueue } from "#lib/jobs.ts";
import { queues } from "#lib/queues.ts";
import { registerModule } from "./register-module.ts";

/**
 * Something the CRM must know has changed: shops, address, key. Part of the transaction that changes it;
 * the job sees to it that the CRM is told even if this process dies right after.
 */
export async function requestRegistration(tx: Tx, connectionId: string): Promise<void> {
  // A planned repeat is made now; whoever is at it keeps the lease and will see the newer version.
  await tx.$executeRaw`
    UPDATE "Connection"
    SET "registrationVersion" = "registrationVersion" + 1, "registrationState" = 'pending', "registrationError" = NULL,
      "registrationTries" = 0, "updatedAt" = now(),
      "registrationLeaseUntil" = CASE WHEN "registrationLease" IS NULL THEN NULL ELSE "registrationLeaseUntil" END
    WHERE id = ${connectionId}::uuid`;
  await enqueue(tx, queues.registerModule, { connectionId });
}

/** Tells the CRM right after the commit, without the caller waiting for it. */
export function registerModuleSoon(connectionId: string): void {
  inBackground("register-module", () => registerModule(connectionId));
}
