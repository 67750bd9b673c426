import type { Job, JobResult } from "pg-boss";
import { drainBackground } from "./background.ts";
import { runRegistrationJob } from "./connections/register-module.ts";
import { deliverPayment } from "./deliveries/deliver-payment.ts";
import { boss, startJobs, stopJobs } from "./jobs.ts";
import { log } from "./log.ts";
import { processNotification } from "./notifications/process-notification.ts";
import { settleDueAttempt } from "./payments/settle-due-attempt.ts";
import { reportStuck } from "./payments/stuck-payments.ts";
import { queues } from "./queues.ts";
import { checkReceipts } from "./receipts/check-receipts.ts";
import { closeDueReceipt } from "./receipts/close-due-receipt.ts";
import { advanceRun } from "./reconciliation/advance-run.ts";
import { startNightlyRuns } from "./reconciliation/start-nightly-runs.ts";
import { sweep } from "./sweep.ts";
import { runRetention } from "./retention/run-retention.ts";
import { handleQueue, type Payload, type Run } from "./transaction.ts";

const idOf = (payload: Payload, name: string): string => {
  const id = payload[name];
  if (!id) throw new Error(`a job without ${name}`);
  return id;
};

interface Handler {
  run: Run;
  /** So many workers, each taking so many jobs at once: a full batch is followed by the next without a pause. */
  workers: number;
  batch: number;
}

const handlers: Record<string, Handler> = {
  [queues.settle]: { run: (payload) => settleDueAttempt(idOf(payload, "attemptId")), workers: 2, batch: 4 },
  [queues.deliver]: { run: (payload) => deliverPayment(idOf(payload, "paymentId")), workers: 2, batch: 4 },
  [queues.registerModule]: { run: (payload) => runRegistrationJob({ connectionId: idOf(payload, "connectionId") }), workers: 1, batch: 2 },
  [queues.notification]: { run: (payload) => processNotification(BigInt(idOf(payload, "notificationId"))), workers: 1, batch: 5 },
  [queues.receipts]: { run: (payload) => checkReceipts(idOf(payload, "attemptId")), workers: 1, batch: 3 },
  [queues.closeReceipt]: { run: (payload) => closeDueReceipt(idOf(payload, "attemptId")), workers: 1, batch: 2 },
  [queues.reconcile]: { run: (payload) => advanceRun(idOf(payload, "runId")), workers: 1, batch: 2 },
  [queues.reconcileNights]: { run: () => startNightlyRuns(), workers: 1, batch: 1 },
  [queues.retention]: { run: runRetention, workers: 1, batch: 1 },
  [queues.sweep]: { run: sweep, workers: 1, batch: 1 },
  [queues.dead]: { run: reportStuck, workers: 1, batch: 5 },
};

/** Makes the queues known, so that this process can enqueue and start its own work at once; works off nothing else. */
export async function startQueue(): Promise<void> {
  await startJobs(Object.values(queues), queues.dead);
  for (const [queue, { run }] of Object.entries(handlers)) handleQueue(queue, run);
}

/** One job that fails is repeated alone, whatever became of those that were taken with it. */
async function workOff(queue: string, run: Run, { id, data }: Job<Payload>): Promise<JobResult> {
  try {
    await run(data);
    return { id, status: "completed" };
  } catch (error) {
    log.warn({ error, queue }, "a job failed and will be repeated");
    return { id, status: "failed", output: { message: error instanceof Error ? error.message : "failed" } };
  }
}

/** Starts working off the queues in this process. */
export async function startWorker(): Promise<void> {
  await startQueue();
  for (const [queue, { run, workers, batch }] of Object.entries(handlers)) {
    const options = {
      localConcurrency: workers,
      batchSize: batch,
      burstWhenBatchFull: true,
      perJobResults: true,
      pollingIntervalSeconds: 2, // what is due now is started right after its commit (transaction.ts)
    } as const;
    await boss().work<Payload, unknown, typeof options>(queue, options, (jobs) => Promise.all(jobs.map((job) => workOff(queue, run, job))));
  }
  // What lost its job (a restored backup, a queue wiped by hand) is found by its own row, every minute.
  await boss().schedule(queues.sweep, "* * * * *", {});
  // Every hour, so that a night on which nothing ran is made up for.
  await boss().schedule(queues.reconcileNights, "17 * * * *", {});
  await boss().schedule(queues.retention, "40 2 * * *", {}, { tz: "Europe/Moscow" });
}

/** Lets running work end, or gives it back to the queue. */
export async function stopWorker(): Promise<void> {
  await stopJobs();
  await drainBackground();
}
