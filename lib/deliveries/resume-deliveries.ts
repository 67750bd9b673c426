import { now } from "#lib/clock.ts";
import type { Tx } from "#lib/db.ts";
import type { Prisma } from "#lib/generated/prisma/client.ts";
import { enqueue } from "#lib/jobs.ts";
import { clearProblem } from "#lib/problems/raise-problem.ts";
import { queues } from "#lib/queues.ts";

/** Woken at once; of a long outage there may be thousands, and the sweep finds the others due. */
const BATCH = 50;

/** The account's key works again: everything that waited for it is due, in order per payment, and its schedule begins anew. */
export async function resumeDeliveries(tx: Tx, connectionId: string): Promise<void> {
  await tx.connection.update({ where: { id: connectionId }, data: { keyRefusedAt: null } });
  await clearProblem(tx, { kind: "crm_key_refused", subject: connectionId });
  const waiting: Prisma.DeliveryWhereInput = { state: { in: ["held", "pending"] }, payment: { connectionId } };
  const first = await tx.delivery.findMany({ where: waiting, orderBy: { createdAt: "asc" }, take: BATCH, select: { paymentId: true } });
  await tx.delivery.updateMany({ where: waiting, data: { state: "pending", tries: 0, nextTryAt: now() } });
  for (const { paymentId } of first) await enqueue(tx, queues.deliver, { paymentId });
}
