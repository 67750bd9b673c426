import { randomBase62 } from "#lib/ids.ts";
import { sleep } from "#lib/clock.ts";
import { db } from "#lib/db.ts";

/** Longer than the slowest legitimate sequence of bank calls under it. */
const LEASE_SECONDS = 75;

/**
 * Lets one caller at a time, over all instances, register or replace a payment's bank order. A lease and not a lock,
 * because the bank is called under it; it runs out by itself when its holder dies. Times are the database's own.
 * Returns null when another holds it.
 */
export async function withLease<T>(paymentId: string, work: () => Promise<T>): Promise<T | null> {
  const token = randomBase62(16);
  const taken = await db.$executeRaw`
    UPDATE "Payment" SET "leaseToken" = ${token}, "leaseUntil" = now() + make_interval(secs => ${LEASE_SECONDS})
    WHERE id = ${paymentId}::uuid AND ("leaseUntil" IS NULL OR "leaseUntil" < now())`;
  if (taken === 0) return null;
  try {
    return await work();
  } finally {
    await db.$executeRaw`
      UPDATE "Payment" SET "leaseToken" = NULL, "leaseUntil" = NULL
      WHERE id = ${paymentId}::uuid AND "leaseToken" = ${token}`;
  }
}

const WAIT_TURNS = 100;
const WAIT_MS = 150;

/** The same for one who has time: waits for whoever holds it; null when that took too long. */
export async function withLeaseSoon<T>(paymentId: string, work: () => Promise<T>): Promise<T | null> {
  for (let turn = 0; turn < WAIT_TURNS; turn++) {
    const done = await withLease(paymentId, work);
    if (done !== null) return done;
    await sleep(WAIT_MS);
  }
  return null;
}
