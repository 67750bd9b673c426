import { db } from "#lib/db.ts";
import type { Connection } from "#lib/generated/prisma/client.ts";
import { randomBase62 } from "#lib/ids.ts";

/** Longer than the slowest round of calls under it: two, each waiting its turn and its answer for `CALL_TIMEOUT_MS`. */
const LEASE_SECONDS = 60;
export const CALL_TIMEOUT_MS = 12_000;

export interface RegistrationClaim {
  token: string;
  /** The state to be told: everything committed up to this version is in it. */
  version: number;
  connection: Connection;
}

/**
 * One process at a time tells a CRM about the module. A lease in the row and no lock: no transaction is open while the
 * network is waited for, and the lease of a dead process runs out by itself. null: nothing to tell, or somebody is at it.
 */
export async function claimRegistration(connectionId: string): Promise<RegistrationClaim | null> {
  const token = randomBase62(16);
  const taken = await db.$queryRaw<{ version: number }[]>`
    UPDATE "Connection"
    SET "registrationLease" = ${token}, "registrationLeaseUntil" = now() + make_interval(secs => ${LEASE_SECONDS})
    WHERE id = ${connectionId}::uuid AND "registrationState" = 'pending'
      AND "registeredVersion" < "registrationVersion"
      AND ("registrationLeaseUntil" IS NULL OR "registrationLeaseUntil" < now())
    RETURNING "registrationVersion" AS version`;
  const [row] = taken;
  if (!row) return null;
  // Read after the version: newer than it at worst, and then one more round follows.
  const connection = await db.connection.findUniqueOrThrow({ where: { id: connectionId } });
  return { token, version: row.version, connection };
}

/** When somebody else's claim runs out; null when there is none to wait for. */
export async function pendingLease(connectionId: string): Promise<Date | null> {
  const connection = await db.connection.findUnique({ where: { id: connectionId } });
  if (connection?.registrationState !== "pending" || connection.registrationLease === null) return null;
  return connection.registeredVersion < connection.registrationVersion ? connection.registrationLeaseUntil : null;
}
