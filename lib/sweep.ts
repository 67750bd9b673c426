import { addSeconds, now } from "./clock.ts";
import { probeRefusedKeys } from "./connections/probe-refused-keys.ts";
import { overdueRegistrations } from "./connections/overdue-registrations.ts";
import { db } from "./db.ts";
import { probeSilentCrms } from "./deliveries/return-of-crm.ts";
import { enqueue } from "./jobs.ts";
import { watchSilence } from "./notifications/watch-silence.ts";
import { expireLinks } from "./payments/expire-links.ts";
import { clearUnstuck } from "./payments/stuck-payments.ts";
import { queues } from "./queues.ts";
import { MAX_AT_ONCE, overdueRuns } from "./reconciliation/run-lease.ts";
import { dueSettlements } from "./receipts/due-settlements.ts";
import { transaction } from "./transaction.ts";

const BATCH = 500;
/** Work this much overdue has lost its job. */
const OVERDUE_SECONDS = 30;

async function requeue(queue: string, payloads: Record<string, string>[]): Promise<void> {
  for (const payload of payloads) await transaction((tx) => enqueue(tx, queue, payload));
}

/** Finds overdue work whose job is gone and queues it again. The rows are the truth; jobs only wake somebody up. */
export async function sweep(): Promise<void> {
  const overdue = { lt: addSeconds(now(), -OVERDUE_SECONDS) };
  const attempts = await db.attempt.findMany({
    where: { nextCheckAt: overdue },
    orderBy: { nextCheckAt: "asc" },
    take: BATCH,
    select: { id: true },
  });
  await requeue(queues.settle, attempts.map(({ id }) => ({ attemptId: id })));
  const deliveries = await db.delivery.findMany({
    where: { state: "pending", nextTryAt: overdue, payment: { connection: { keyRefusedAt: null } } },
    orderBy: { nextTryAt: "asc" },
    take: BATCH,
    select: { paymentId: true },
  });
  await requeue(queues.deliver, deliveries.map(({ paymentId }) => ({ paymentId })));
  const notifications = await db.notification.findMany({
    where: { processedAt: null, receivedAt: overdue },
    orderBy: { id: "asc" },
    take: BATCH,
    select: { id: true },
  });
  await requeue(queues.notification, notifications.map(({ id }) => ({ notificationId: id.toString() })));
  const receipts = await db.receipt.findMany({
    where: { nextCheckAt: overdue },
    orderBy: { nextCheckAt: "asc" },
    take: BATCH,
    distinct: ["attemptId"],
    select: { attemptId: true },
  });
  await requeue(queues.receipts, receipts.map(({ attemptId }) => ({ attemptId })));
  const settlements = await dueSettlements(BATCH);
  await requeue(queues.closeReceipt, settlements.map((attemptId) => ({ attemptId })));
  const runs = await overdueRuns(overdue.lt, MAX_AT_ONCE);
  await requeue(queues.reconcile, runs.map((runId) => ({ runId })));
  await expireLinks();
  await clearUnstuck();
  await watchSilence();
  await probeRefusedKeys();
  await probeSilentCrms();
  const registrations = await overdueRegistrations(overdue.lt, BATCH);
  await requeue(queues.registerModule, registrations.map((connectionId) => ({ connectionId })));
}
