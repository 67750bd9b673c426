import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "./db.ts";
import { newUuid } from "./ids.ts";
import { boss, enqueue, startJobs, stopJobs } from "./jobs.ts";
import { queues } from "./queues.ts";
import { transaction } from "./transaction.ts";

/** A company's own PostgreSQL speaks the time of its office; what a moment is must not depend on that (R13). */
const setZone = async (zone: string | null): Promise<void> => {
  const [{ name } = { name: "" }] = await db.$queryRaw<{ name: string }[]>`SELECT current_database() AS name`;
  await db.$executeRawUnsafe(`ALTER DATABASE "${name}" ${zone === null ? "RESET timezone" : `SET timezone TO '${zone}'`}`);
  // Connections made before keep the zone they began with.
  await db.$disconnect();
};

beforeAll(() => setZone("Asia/Kamchatka"));
afterAll(async () => {
  await stopJobs();
  await setZone(null);
});

const secondsFrom = (moment: Date): number => Math.abs(moment.getTime() - Date.now()) / 1000;

const newConnection = async (): Promise<string> => {
  const { id } = await db.connection.create({
    data: { id: newUuid(), systemUrl: "https://demo.retailcrm.ru", name: "Demo", moduleCode: "alfabank", integrationCode: "alfabank", sealedApiKey: "-", apiKeyTail: "-" },
  });
  return id;
};

it("what is written is what the database takes it for", async () => {
  const id = await newConnection();
  const moment = new Date("2026-01-01T00:30:00.125Z");
  await db.connection.update({ where: { id }, data: { keyRefusedAt: moment } });
  const [row] = await db.$queryRaw<{ ms: number; later: boolean }[]>`
    SELECT (extract(epoch FROM "keyRefusedAt") * 1000)::float8 AS ms, "createdAt" > now() - interval '1 minute' AND "createdAt" <= now() + interval '1 minute' AS later
    FROM "Connection" WHERE id = ${id}::uuid`;
  expect(row).toEqual({ ms: moment.getTime(), later: true });
});

it("what the database writes by its own clock is read as that moment", async () => {
  const id = await newConnection();
  await db.$executeRaw`UPDATE "Connection" SET "keyRefusedAt" = now() WHERE id = ${id}::uuid`;
  const { keyRefusedAt, createdAt } = await db.connection.findUniqueOrThrow({ where: { id } });
  expect(keyRefusedAt && secondsFrom(keyRefusedAt)).toBeLessThan(60);
  expect(secondsFrom(createdAt)).toBeLessThan(60);
  const [raw] = await db.$queryRaw<{ at: Date }[]>`SELECT now() AS at`;
  expect(raw && secondsFrom(raw.at)).toBeLessThan(60);
});

it("a moment given to a raw query is compared as that moment", async () => {
  const soon = new Date(Date.now() + 60_000);
  const [row] = await db.$queryRaw<{ later: boolean; seconds: number }[]>`SELECT ${soon}::timestamptz > now() AS later, extract(epoch FROM ${soon}::timestamptz - now())::float8 AS seconds`;
  expect(row?.later).toBe(true);
  expect(row?.seconds).toBeLessThan(61);
});

it("a job for later comes then", async () => {
  await startJobs([queues.settle]);
  const due = new Date(Date.now() + 90_000);
  await transaction((tx) => enqueue(tx, queues.settle, { attemptId: newUuid() }, due));
  const jobs = await boss().findJobs(queues.settle);
  expect(jobs.map(({ startAfter }) => Math.round(new Date(startAfter).getTime() / 1000))).toEqual([Math.round(due.getTime() / 1000)]);
});
