import { addSeconds, now } from "#lib/clock.ts";
import { db, type Tx } from "#lib/db.ts";
import type { Prisma } from "#lib/generated/prisma/client.ts";
import { enqueue } from "#lib/jobs.ts";
import { queues } from "#lib/queues.ts";
import { transaction } from "#lib/transaction.ts";
import { notRefused } from "./refusal-codes.ts";

/**
 * After a long outage the schedule alone would leave messages waiting for up to an hour and twelve minutes. So one
 * message per account feels its way every ten minutes, and what gets through brings the others forward.
 */
const QUIET_SECONDS = 600;
const BATCH = 50;

const waiting = (at: Date): Prisma.DeliveryWhereInput => ({
  state: "pending",
  tries: { gt: 0 },
  nextTryAt: { gt: at },
  lastTryAt: { lt: addSeconds(at, -QUIET_SECONDS) },
  ...notRefused,
});

/** A message has got through: those of the same account that failed long ago follow now, a batch behind each. */
export async function wakeWaiting(tx: Tx, connectionId: string): Promise<void> {
  const at = now();
  const where = { ...waiting(at), payment: { connectionId } };
  const found = await tx.delivery.findMany({ where, orderBy: { lastTryAt: "asc" }, take: BATCH, select: { id: true, paymentId: true } });
  if (found.length === 0) return;
  await tx.delivery.updateMany({ where: { id: { in: found.map(({ id }) => id) }, state: "pending" }, data: { nextTryAt: at } });
  for (const { paymentId } of found) await enqueue(tx, queues.deliver, { paymentId });
}

/** Accounts to which something waits to be told, and nothing has been tried for ten minutes. */
async function silentConnections(at: Date): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT p."connectionId" AS id FROM "Delivery" d JOIN "Payment" p ON p.id = d."paymentId" JOIN "Connection" c ON c.id = p."connectionId"
    WHERE d.state = 'pending' AND d.tries > 0 AND c."keyRefusedAt" IS NULL
    GROUP BY p."connectionId" HAVING max(d."lastTryAt") < ${addSeconds(at, -QUIET_SECONDS)}`;
  return rows.map(({ id }) => id);
}

/** Tries one message of each account that has been silent for ten minutes; its place in the schedule stays. */
export async function probeSilentCrms(): Promise<void> {
  const at = now();
  for (const connectionId of await silentConnections(at)) {
    await transaction(async (tx) => {
      const where = { ...waiting(at), payment: { connectionId } };
      const probe = await tx.delivery.findFirst({ where, orderBy: { lastTryAt: "asc" }, select: { id: true, paymentId: true } });
      if (!probe) return;
      await tx.delivery.updateMany({ where: { id: probe.id, state: "pending" }, data: { nextTryAt: at } });
      await enqueue(tx, queues.deliver, { paymentId: probe.paymentId });
    });
  }
}
