import { expect, it } from "vitest";
import { createUser } from "#lib/auth/create-user.ts";
import { db } from "#lib/db.ts";
import { startNightlyRuns } from "#lib/reconciliation/start-nightly-runs.ts";
import { queues } from "#lib/queues.ts";
import { sweep } from "#lib/sweep.ts";
import { startQueue, stopWorker } from "#lib/worker.ts";
import { seedDemo } from "./seed.ts";

it("fills a demo account in every state, again and again into the same account, for a user that exists", async () => {
  await createUser({ email: "owner@example.ru", password: "a long password" });
  await seedDemo("Owner@example.ru", 20);
  await seedDemo("owner@example.ru", 10);
  expect(await db.connection.count()).toBe(1);
  expect(await db.payment.count()).toBe(30);
  const statuses = await db.payment.groupBy({ by: ["status"] });
  expect(statuses).toHaveLength(5);
  // Every payment has its story, and the story fits its end.
  const payments = await db.payment.findMany({ include: { events: { orderBy: { id: "asc" } } } });
  const ends = { pending: "created", waitingForCapture: "held", succeeded: "paid", refundSucceeded: "refund_seen", canceled: "canceled" };
  for (const { status, events } of payments) {
    expect(events[0]?.kind).toBe("created");
    expect(events.map(({ kind }) => kind)).toContain(ends[status]);
    expect(events.map(({ at }) => at.getTime())).toEqual(events.map(({ at }) => at.getTime()).toSorted((a, b) => a - b));
  }
  await expect(seedDemo("nobody@example.ru", 1)).rejects.toMatchObject({ code: "not_found" });
});

/** Jobs about rows: what the queue's own clock plans is nobody's. */
const { sweep: _sweep, reconcileNights: _nights, retention: _retention, ...aboutRows } = queues;
const jobs = async (): Promise<string[]> =>
  (await db.$queryRaw<{ id: string }[]>`SELECT id::text FROM pgboss.job WHERE name = ANY(${Object.values(aboutRows)})`).map(({ id }) => id);

it("leaves nothing to be asked or told: a bank and a RetailCRM there are none", async () => {
  await createUser({ email: "owner@example.ru", password: "a long password" });
  await startQueue();
  const before = new Set(await jobs());
  await seedDemo("owner@example.ru", 60);
  await sweep();
  await startNightlyRuns(new Date("2026-12-01T09:00:00Z"));
  expect(await db.reconciliationRun.count()).toBe(0);
  expect(await db.sync.groupBy({ by: ["environment"] })).toEqual([{ environment: "sandbox" }]);
  expect((await jobs()).filter((id) => !before.has(id))).toEqual([]);
  await stopWorker();
});
