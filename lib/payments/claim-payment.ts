import { db } from "#lib/db.ts";
import { Prisma } from "#lib/generated/prisma/client.ts";
import { randomBase62 } from "#lib/ids.ts";
import { log } from "#lib/log.ts";

/** So long a dead holder keeps others away; whoever lives renews his claim long before. */
export const CLAIM_SECONDS = 30;
const RENEW_MS = 8_000;

/** What one caller at a time does with a payment: register or replace its bank order; tell RetailCRM its state. */
const columns = {
  order: { token: Prisma.raw('"leaseToken"'), until: Prisma.raw('"leaseUntil"') },
  delivery: { token: Prisma.raw('"deliveryToken"'), until: Prisma.raw('"deliveryUntil"') },
} as const;

export type ClaimKind = keyof typeof columns;

export interface Claim {
  /** Gives it back. False when it had run out meanwhile, so that another may have been at work at the same time. */
  release: () => Promise<boolean>;
}

const untilRunsOut = Prisma.sql`now() + make_interval(secs => ${CLAIM_SECONDS})`;

/**
 * One caller at a time per payment and kind of work, over all instances. A lease and not a lock, because other systems
 * are called under it: it runs out by itself when its holder dies. Times are the database's own. Returns null when
 * another holds it.
 */
export async function claimPayment(paymentId: string, kind: ClaimKind): Promise<Claim | null> {
  const mark = randomBase62(16);
  const { token, until } = columns[kind];
  const taken = await db.$executeRaw`
    UPDATE "Payment" SET ${token} = ${mark}, ${until} = ${untilRunsOut}
    WHERE id = ${paymentId}::uuid AND (${until} IS NULL OR ${until} < now())`;
  if (taken === 0) return null;
  const renew = () => db.$executeRaw`UPDATE "Payment" SET ${until} = ${untilRunsOut} WHERE id = ${paymentId}::uuid AND ${token} = ${mark}`;
  const renewing = setInterval(() => {
    renew().catch((error: unknown) => {
      log.warn({ error, paymentId, kind }, "a claim on a payment could not be renewed");
    });
  }, RENEW_MS);
  const release = async (): Promise<boolean> => {
    clearInterval(renewing);
    const released = await db.$executeRaw`
      UPDATE "Payment" SET ${token} = NULL, ${until} = NULL WHERE id = ${paymentId}::uuid AND ${token} = ${mark}`;
    return released === 1;
  };
  return { release };
}
