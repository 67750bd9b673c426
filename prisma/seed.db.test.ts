import { expect, it } from "vitest";
import { createUser } from "#lib/auth/create-user.ts";
import { db } from "#lib/db.ts";
import { seedDemo } from "./seed.ts";

it("fills a demo account in every state, again and again into the same account, for a user that exists", async () => {
  await createUser({ email: "owner@example.ru", password: "a long password" });
  await seedDemo("Owner@example.ru", 20);
  await seedDemo("owner@example.ru", 10);
  expect(await db.connection.count()).toBe(1);
  expect(await db.payment.count()).toBe(30);
  const statuses = await db.payment.groupBy({ by: ["status"] });
  expect(statuses).toHaveLength(5);
  await expect(seedDemo("nobody@example.ru", 1)).rejects.toMatchObject({ code: "not_found" });
});
