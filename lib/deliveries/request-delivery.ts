import { now } from "#lib/clock.ts";
import type { Tx } from "#lib/db.ts";
import { enqueue } from "#lib/jobs.ts";
import { queues } from "#lib/queues.ts";

/**
 * The CRM must hear of the payment's newest state. Older untold versions are superseded: only the newest is sent.
 * Call it under the payment's lock.
 */
export async function requestDelivery(tx: Tx, paymentId: string): Promise<void> {
  const { version } = await tx.payment.update({
    where: { id: paymentId },
    data: { version: { increment: 1 } },
    select: { version: true },
  });
  await tx.delivery.updateMany({
    where: { paymentId, state: { in: ["pending", "held", "failed"] } },
    data: { state: "superseded", nextTryAt: null },
  });
  await tx.delivery.create({ data: { paymentId, version, nextTryAt: now() } });
  await enqueue(tx, queues.deliver, { paymentId });
}
