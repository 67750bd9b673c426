import { sleep } from "#lib/clock.ts";
import { db, type Tx } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import { randomBase62 } from "#lib/ids.ts";

const LEASE_SECONDS = 60;
const PATIENCE_MS = 15_000;

/**
 * While the key is being exchanged nobody registers the module with the old one, and nobody else exchanges it: two
 * exchanges at once could leave us with a key that the CRM has replaced already. It is the lease of registrations,
 * so it also ends by itself when this process dies.
 */
export async function takeKeyLease(connectionId: string): Promise<string> {
  const token = randomBase62(16);
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const taken = await db.$executeRaw`
      UPDATE "Connection"
      SET "registrationLease" = ${token}, "registrationLeaseUntil" = now() + make_interval(secs => ${LEASE_SECONDS})
      WHERE id = ${connectionId}::uuid AND ("registrationLease" IS NULL OR "registrationLeaseUntil" < now())`;
    if (taken === 1) return token;
    if (Date.now() > end) throw new AppError("conflict", { reason: "crm.scopes.busy" });
    await sleep(200);
  }
}

/** Returns whether the lease was still ours. */
export async function endKeyLease(tx: Tx, connectionId: string, token: string): Promise<boolean> {
  const { count } = await tx.connection.updateMany({
    where: { id: connectionId, registrationLease: token },
    data: { registrationLease: null, registrationLeaseUntil: null },
  });
  return count === 1;
}
