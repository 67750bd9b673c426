import type { Tx } from "#lib/db.ts";
import { enqueue } from "#lib/jobs.ts";
import { queues } from "#lib/queues.ts";

/**
 * Something the CRM must know has changed: shops, address, key. Part of the `transaction()` that changes it, after whose
 * commit the CRM is told at once; the job sees to it even if this process dies in between.
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
