import { db } from "#lib/db.ts";
import { randomBase62 } from "#lib/ids.ts";
import { log } from "#lib/log.ts";

/** So long a dead holder keeps others away; whoever lives renews his claim long before. */
export const CLAIM_SECONDS = 30;
const RENEW_MS = 8_000;

export interface Claim {
  /** Gives it back. False when it had run out meanwhile, so that another may have been at work at the same time. */
  release: () => Promise<boolean>;
}

/**
 * One delivery at a time per payment, over all instances, so that states arrive in order. A lease: it runs out by
 * itself when its holder dies. Returns null when another holds it.
 */
export async function claimDelivery(paymentId: string): Promise<Claim | null> {
  const token = randomBase62(16);
  const taken = await db.$executeRaw`
    UPDATE "Payment" SET "deliveryToken" = ${token}, "deliveryUntil" = now() + make_interval(secs => ${CLAIM_SECONDS})
    WHERE id = ${paymentId}::uuid AND ("deliveryUntil" IS NULL OR "deliveryUntil" < now())`;
  if (taken === 0) return null;
  const renewing = setInterval(() => {
    renew(paymentId, token).catch((error: unknown) => {
      log.warn({ error, paymentId }, "a claim on a delivery could not be renewed");
    });
  }, RENEW_MS);
  const release = async (): Promise<boolean> => {
    clearInterval(renewing);
    const released = await db.$executeRaw`
      UPDATE "Payment" SET "deliveryToken" = NULL, "deliveryUntil" = NULL
      WHERE id = ${paymentId}::uuid AND "deliveryToken" = ${token}`;
    return released === 1;
  };
  return { release };
}

const renew = (paymentId: string, token: string) => db.$executeRaw`
  UPDATE "Payment" SET "deliveryUntil" = now() + make_interval(secs => ${CLAIM_SECONDS})
  WHERE id = ${paymentId}::uuid AND "deliveryToken" = ${token}`;
