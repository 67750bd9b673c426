import { expect, it } from "vitest";
import { consume, isBlocked, recordMiss } from "./rate-limit.ts";

const limit = { name: "without-database", points: 3, seconds: 60 };

it("still counts, in this process, while the database cannot be reached", async () => {
  for (let i = 0; i < 3; i++) await consume(limit, "a");
  await expect(consume(limit, "a")).rejects.toMatchObject({ code: "too_many_requests" });
  await consume(limit, "b");
  for (let i = 0; i < 3; i++) await recordMiss(limit, "c");
  expect(await isBlocked(limit, "c")).toBe(true);
});
