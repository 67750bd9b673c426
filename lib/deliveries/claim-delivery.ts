import { db } from "#lib/db.ts";
import { randomBase62 } from "#lib/ids.ts";

/** Longer than the slowest round of calls to the CRM under it. */
const CLAIM_SECONDS = 120;

/**
 * One delivery at a time per payment, over all instances, so that states arrive in order. A lease: it runs out by
 * itself when its holder dies. Returns null when another holds it.
 */
export async function claimDelivery(paymentId: string): Promise<{ release: () => Promise<void> } | null> {
  const token = randomBase62(16);
  const taken = await db.$executeRaw`
    UPDATE "Payment" SET "deliveryToken" = ${token}, "deliveryUntil" = now() + make_interval(secs => ${CLAIM_SECONDS})
    WHERE id = ${paymentId}::uuid AND ("deliveryUntil" IS NULL OR "deliveryUntil" < now())`;
  if (taken === 0) return null;
  const release = async (): Promise<void> => {
    await db.$executeRaw`
      UPDATE "Payment" SET "deliveryToken" = NULL, "deliveryUntil" = NULL
      WHERE id = ${paymentId}::uuid AND "deliveryToken" = ${token}`;
  };
  return { release };
}
