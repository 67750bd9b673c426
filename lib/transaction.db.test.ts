import { afterAll, beforeAll, expect, it } from "vitest";
import { drainBackground } from "./background.ts";
import { db } from "./db.ts";
import { boss, enqueue, startJobs, stopJobs } from "./jobs.ts";
import { handleQueue, transaction, wakeAfterCommit } from "./transaction.ts";

const QUEUE = "transaction-test";
const OTHER = "transaction-test-unhandled";
const ran: string[] = [];

beforeAll(async () => {
  await startJobs([QUEUE, OTHER]);
  handleQueue(QUEUE, async ({ name = "" }) => {
    ran.push(name);
    await Promise.resolve();
  });
});
afterAll(stopJobs);

interface Job {
  name: string;
  data: { name: string };
  /** From being queued to being due. */
  seconds: number;
}

const jobs = () =>
  db.$queryRaw<Job[]>`SELECT name, data, extract(epoch FROM start_after - created_on)::float AS seconds FROM pgboss.job WHERE name LIKE 'transaction-test%'`;

const problems = () => db.problem.count();
const insert = (tx: Parameters<Parameters<typeof transaction>[0]>[0], kind: string) => tx.problem.create({ data: { kind, subject: "x" } });

it("work enqueued for now starts after the commit, and sees what was committed", async () => {
  ran.length = 0;
  await transaction(async (tx) => {
    await insert(tx, "a");
    await enqueue(tx, QUEUE, { name: "first" });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(ran).toEqual([]);
    expect(await problems()).toBe(0);
  });
  await drainBackground();
  expect(ran).toEqual(["first"]);
  expect(await problems()).toBe(1);
});

it("the job itself is queued a little later, in the same transaction, in case this process dies", async () => {
  await transaction((tx) => enqueue(tx, QUEUE, { name: "safe" }));
  await drainBackground();
  const [job, ...more] = await jobs();
  expect(more).toEqual([]);
  expect(job?.data).toEqual({ name: "safe" });
  expect(job?.seconds).toBeGreaterThan(2.5);
  expect(job?.seconds).toBeLessThan(30);
});

it("a transaction that fails leaves no row, no job and starts nothing", async () => {
  ran.length = 0;
  const failing = transaction(async (tx) => {
    await insert(tx, "b");
    await enqueue(tx, QUEUE, { name: "never" });
    throw new Error("changed my mind");
  });
  await expect(failing).rejects.toThrow("changed my mind");
  await drainBackground();
  expect([ran, await problems(), await jobs()]).toEqual([[], 0, []]);
});

it("a statement that the database refuses takes the job with it", async () => {
  ran.length = 0;
  const failing = transaction(async (tx) => {
    await enqueue(tx, QUEUE, { name: "never" });
    await insert(tx, "c");
    await insert(tx, "c");
  });
  await expect(failing).rejects.toMatchObject({ code: "P2002" });
  await drainBackground();
  expect([ran, await problems(), await jobs()]).toEqual([[], 0, []]);
});

it("work for later is only queued", async () => {
  ran.length = 0;
  const inAnHour = new Date(Date.now() + 3_600_000);
  await transaction((tx) => enqueue(tx, QUEUE, { name: "later" }, inAnHour));
  await drainBackground();
  expect(ran).toEqual([]);
  expect((await jobs())[0]?.seconds).toBeGreaterThan(3_590);
});

it("work for a time that has passed is work for now", async () => {
  ran.length = 0;
  await transaction((tx) => enqueue(tx, QUEUE, { name: "overdue" }, new Date(0)));
  await drainBackground();
  expect(ran).toEqual(["overdue"]);
});

it("without a handler in this process the job is due at once for another", async () => {
  await transaction((tx) => enqueue(tx, OTHER, { name: "elsewhere" }));
  expect((await jobs())[0]?.seconds).toBeLessThanOrEqual(0.5);
});

it("a bare transaction of the database wakes nobody, but queues", async () => {
  ran.length = 0;
  await db.$transaction(async (tx) => {
    expect(wakeAfterCommit(tx, QUEUE, { name: "bare" })).toBe(false);
    await enqueue(tx, QUEUE, { name: "bare" });
  });
  await drainBackground();
  expect(ran).toEqual([]);
  expect((await jobs())[0]?.seconds).toBeLessThanOrEqual(0.5);
});

it("two pieces of work of one transaction both run, and a failing one does not undo the commit", async () => {
  ran.length = 0;
  handleQueue(OTHER, () => Promise.reject(new Error("broken")));
  await transaction(async (tx) => {
    await insert(tx, "d");
    await enqueue(tx, OTHER, { name: "fails" });
    await enqueue(tx, QUEUE, { name: "one" });
    await enqueue(tx, QUEUE, { name: "two" });
  });
  await drainBackground();
  expect(ran).toEqual(["one", "two"]);
  expect(await problems()).toBe(1);
  expect(await jobs()).toHaveLength(3);
  expect(boss()).toBeDefined();
});

it("two that wait for each other: both come through, and the work of each starts once", async () => {
  ran.length = 0;
  await db.problem.createMany({ data: ["left", "right"].map((kind) => ({ kind, subject: "x" })) });
  const touch = (tx: Parameters<Parameters<typeof transaction>[0]>[0], kind: string) => tx.problem.updateMany({ where: { kind }, data: { count: { increment: 1 } } });
  const crossing = (first: string, second: string) =>
    transaction(async (tx) => {
      await touch(tx, first);
      await new Promise((resolve) => setTimeout(resolve, 100));
      await touch(tx, second);
      await enqueue(tx, QUEUE, { name: first });
    });
  await Promise.all([crossing("left", "right"), crossing("right", "left")]);
  await drainBackground();
  expect(ran.toSorted()).toEqual(["left", "right"]);
  expect((await db.problem.findMany()).map(({ count }) => count)).toEqual([3, 3]);
});
