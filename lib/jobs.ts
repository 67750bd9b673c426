import { fromPrisma, PgBoss, type Queue } from "pg-boss";
import { addSeconds, now } from "./clock.ts";
import type { Tx } from "./db.ts";
import { databaseUrl } from "./env.ts";
import { log } from "./log.ts";
import { prepareConnection } from "./silent-connection.ts";
import { type Payload, wakeAfterCommit } from "./transaction.ts";

/**
 * Job queues. A job only wakes a handler up; what is due, and when, stands in the domain's own rows,
 * so a job too many or too late does no harm.
 */

const shared = globalThis as { hubBoss?: PgBoss | undefined };

/** A dead worker's job is taken over after heartbeat + supervision interval, well inside 60 s. */
const queueSettings = {
  retryLimit: 3,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 300,
  expireInSeconds: 120,
  heartbeatSeconds: 15,
  deleteAfterSeconds: 3_600,
  notify: false, // installations of before told it to everybody at each commit; see ADR 4
} as const satisfies Partial<Queue>;

const create = (): PgBoss => {
  const options = {
    connectionString: databaseUrl(),
    application_name: "hub-jobs",
    max: 5,
    superviseIntervalSeconds: 15,
    monitorIntervalSeconds: 15,
    onConnect: prepareConnection, // read by the driver's pool; the queue's types do not know of it
  };
  const boss = new PgBoss(options);
  boss.on("error", (error) => {
    log.warn({ error }, "job queue");
  });
  return boss;
};

export const boss = (): PgBoss => (shared.hubBoss ??= create());

async function keepQueue(name: string, settings: Partial<Queue>): Promise<void> {
  await boss().createQueue(name, settings);
  await boss().updateQueue(name, settings);
}

/**
 * Installs or updates the queue's own schema and the queues; safe from several processes at once.
 * @param dead where jobs of the other queues end that failed for good
 */
export async function startJobs(names: readonly string[], dead?: string): Promise<void> {
  await boss().start();
  if (dead !== undefined) await keepQueue(dead, queueSettings);
  for (const name of names) if (name !== dead) await keepQueue(name, { ...queueSettings, ...(dead !== undefined && { deadLetter: dead }) });
}

export async function stopJobs(): Promise<void> {
  const stopping = shared.hubBoss;
  shared.hubBoss = undefined;
  await stopping?.stop({ graceful: true, timeout: 8_000 });
}

/** The job behind work that is also started right after the commit comes this much later. */
const BEHIND_SECONDS = 3;

/** Enqueues inside the transaction that makes the work necessary: both are committed, or neither. */
export async function enqueue(tx: Tx, queue: string, payload: Payload, startAfter?: Date): Promise<void> {
  const due = !startAfter || startAfter <= now();
  const later = due && wakeAfterCommit(tx, queue, payload) ? addSeconds(now(), BEHIND_SECONDS) : startAfter;
  await boss().send(queue, payload, { db: fromPrisma(tx), ...(later && { startAfter: later }) });
}
