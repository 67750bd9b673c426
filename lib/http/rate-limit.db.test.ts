import { expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import { consume, forget, giveBack, isBlocked, recordMiss } from "./rate-limit.ts";

const limit = { name: "test", points: 3, seconds: 60 };

it("refuses what passes the limit and says how long to wait", async () => {
  for (let i = 0; i < 3; i++) await consume(limit, "a");
  const error = await consume(limit, "a").catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: "too_many_requests" });
  expect((error as AppError).retryAfterSeconds).toBeGreaterThan(50);
  expect((error as AppError).retryAfterSeconds).toBeLessThanOrEqual(60);
  await consume(limit, "b");
});

it("counts simultaneous events exactly", async () => {
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => consume(limit, "a")));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
});

it("starts anew when the time is over", async () => {
  for (let i = 0; i < 3; i++) await consume(limit, "a");
  await db.rateLimit.updateMany({ data: { expire: BigInt(Date.now() - 1) } });
  await consume(limit, "a");
});

it("forgets and gives back", async () => {
  for (let i = 0; i < 3; i++) await consume(limit, "a");
  await giveBack(limit, "a");
  await consume(limit, "a");
  await expect(consume(limit, "a")).rejects.toThrow(AppError);
  await forget(limit, "a");
  await consume(limit, "a");
});

it("counts misses apart from asking", async () => {
  expect(await isBlocked(limit, "a")).toBe(false);
  for (let i = 0; i < 2; i++) await recordMiss(limit, "a");
  expect(await isBlocked(limit, "a")).toBe(false);
  await recordMiss(limit, "a");
  expect(await isBlocked(limit, "a")).toBe(true);
  expect(await isBlocked(limit, "b")).toBe(false);
});
