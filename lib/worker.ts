import { drainBackground } from "./background.ts";
import { runRegistrationJob } from "./connections/register-module.ts";
import { deliverPayment } from "./deliveries/deliver-payment.ts";
import { boss, startJobs, stopJobs } from "./jobs.ts";
import { processNotification } from "./notifications/process-notification.ts";
import { settleDueAttempt } from "./payments/settle-due-attempt.ts";
import { queues } from "./queues.ts";
import { sweep } from "./sweep.ts";
import { handleQueue, type Payload, type Run } from "./transaction.ts";

const idOf = (payload: Payload, name: string): string => {
  const id = payload[name];
  if (!id) throw new Error(`a job without ${name}`);
  return id;
};

const handlers: Record<string, { run: Run; concurrency: number }> = {
  [queues.settle]: { run: (payload) => settleDueAttempt(idOf(payload, "attemptId")), concurrency: 5 },
  [queues.deliver]: { run: (payload) => deliverPayment(idOf(payload, "paymentId")), concurrency: 5 },
  [queues.registerModule]: { run: (payload) => runRegistrationJob({ connectionId: idOf(payload, "connectionId") }), concurrency: 2 },
  [queues.notification]: { run: (payload) => processNotification(BigInt(idOf(payload, "notificationId"))), concurrency: 3 },
  [queues.sweep]: { run: sweep, concurrency: 1 },
};

/** Makes the queues known, so that this process can enqueue and start its own work at once; works off nothing else. */
export async function startQueue(): Promise<void> {
  await startJobs(Object.values(queues));
  for (const [queue, { run }] of Object.entries(handlers)) handleQueue(queue, run);
}

/** Starts working off the queues in this process. */
export async function startWorker(): Promise<void> {
  await startQueue();
  for (const [queue, { run, concurrency }] of Object.entries(handlers)) {
    const options = { localConcurrency: concurrency, pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 2 };
    await boss().work<Payload>(queue, options, async ([job]) => {
      if (job) await run(job.data);
    });
  }
  // What lost its job (a restored backup, a queue wiped by hand) is found by its own row, every minute.
  await boss().schedule(queues.sweep, "* * * * *", {});
}

/** Lets running work end, or gives it back to the queue. */
export async function stopWorker(): Promise<void> {
  await stopJobs();
  await drainBackground();
}
