import { now } from "#lib/clock.ts";
import type { Tx } from "#lib/db.ts";
import { enqueue } from "#lib/jobs.ts";
import { clearProblem } from "#lib/problems/raise-problem.ts";
import { queues } from "#lib/queues.ts";

/** The account's key works again: everything that waited for it goes out, in order per payment. */
export async function resumeDeliveries(tx: Tx, connectionId: string): Promise<void> {
  await tx.connection.update({ where: { id: connectionId }, data: { keyRefusedAt: null } });
  await clearProblem(tx, { kind: "crm_key_refused", subject: connectionId });
  const waiting = await tx.delivery.findMany({
    where: { state: { in: ["held", "pending"] }, payment: { connectionId } },
    select: { paymentId: true },
  });
  await tx.delivery.updateMany({
    where: { state: { in: ["held", "pending"] }, payment: { connectionId } },
    data: { state: "pending", nextTryAt: now() },
  });
  for (const { paymentId } of waiting) await enqueue(tx, queues.deliver, { paymentId });
}
