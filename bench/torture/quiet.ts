/**
 * After the storm: as if hours had passed, everything that is due is done, by the instances and in their usual way (the
 * sweep finds it). Only clocks are moved here, no row is settled from outside.
 */
import { db } from "#lib/db.ts";
import { enqueue, startJobs, stopJobs } from "#lib/jobs.ts";
import { queues } from "#lib/queues.ts";
import { transaction } from "#lib/transaction.ts";
import type { Place } from "./place.ts";

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Longer than any request to the bank of somebody who is still alive. */
const LAST_REQUESTS_MS = 5_000;
const LIMIT_MS = 180_000;
/** What the bank says even later is a hint like any other: everything has been asked about by then. */
const LAST_NOTIFICATIONS_MS = 10_000;

/** What stood still with a dead process may be taken for over: the bank has long finished with it. */
const letTimePass = async (): Promise<void> => {
  await db.$executeRaw`UPDATE "Operation" SET "sentAt" = "sentAt" - interval '3 minutes', "createdAt" = "createdAt" - interval '3 minutes' WHERE "finishedAt" IS NULL`;
  await db.$executeRaw`UPDATE "Payment" SET "leaseUntil" = now() WHERE "leaseUntil" > now()`;
  await db.$executeRaw`UPDATE "Notification" SET "receivedAt" = "receivedAt" - interval '3 minutes' WHERE "processedAt" IS NULL`;
  await db.$executeRaw`UPDATE "Attempt" SET "nextCheckAt" = now() - interval '40 seconds' WHERE "nextCheckAt" IS NOT NULL`;
  await db.$executeRaw`UPDATE "Delivery" SET "nextTryAt" = now() - interval '40 seconds' WHERE state = 'pending'`;
};

interface Waiting {
  operations: bigint;
  questions: bigint;
  deliveries: bigint;
  notifications: bigint;
}

const countWaiting = async (): Promise<Waiting> => {
  const [row] = await db.$queryRaw<Waiting[]>`
    SELECT (SELECT count(*) FROM "Operation" WHERE state IN ('planned', 'sent', 'unknown')) AS operations,
      (SELECT count(*) FROM "Attempt" WHERE "nextCheckAt" < now()) AS questions,
      (SELECT count(*) FROM "Delivery" WHERE state = 'pending') AS deliveries,
      (SELECT count(*) FROM "Notification" WHERE "processedAt" IS NULL) AS notifications`;
  if (!row) throw new Error("no counts");
  return row;
};

const isQuiet = (waiting: Waiting): boolean => Object.values(waiting).every((count) => count === 0n);

const sweepNow = (): Promise<void> => transaction((tx) => enqueue(tx, queues.sweep, {}));

/** Seconds until nothing waits any more, and what still waits if that took too long. */
export async function untilQuiet({ bank }: Place): Promise<{ seconds: number; left: Waiting | null }> {
  const since = performance.now();
  const seconds = (): number => Math.round((performance.now() - since) / 100) / 10;
  await startJobs(Object.values(queues));
  try {
    await pause(LAST_REQUESTS_MS);
    // The second round asks about what the first one has changed.
    for (let round = 1; ; ) {
      await Promise.race([bank.settle(), pause(LAST_NOTIFICATIONS_MS)]);
      await letTimePass();
      await sweepNow();
      for (let turn = 0; turn < 40; turn++) {
        await pause(500);
        const waiting = await countWaiting();
        if (!isQuiet(waiting)) continue;
        if (round === 2) return { seconds: seconds(), left: null };
        round = 2;
        break;
      }
      if (performance.now() - since > LIMIT_MS) return { seconds: seconds(), left: await countWaiting() };
    }
  } finally {
    await stopJobs();
  }
}
