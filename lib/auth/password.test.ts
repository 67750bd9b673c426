import { expect, it } from "vitest";
import { processorMsOf } from "#testing/processor-time.ts";
import { hashPassword, verifyPassword } from "./password.ts";

it("hashes with argon2id of at least 19 MiB and two passes, salted", async () => {
  const [one, two] = await Promise.all([hashPassword("пароль пароль"), hashPassword("пароль пароль")]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
});

it("accepts the right password, however its letters were composed, and no other", async () => {
  const stored = await hashPassword("café пароль");
  expect(await verifyPassword(stored, "café пароль")).toBe(true);
  expect(await verifyPassword(stored, "cafe\u0301 пароль")).toBe(true);
  expect(await verifyPassword(stored, "café парол")).toBe(false);
  expect(await verifyPassword(stored, "")).toBe(false);
});

it("works as hard for a stranger, and says no to every password", async () => {
  expect(await verifyPassword(null, "nobody has this")).toBe(false);
  const stored = await hashPassword("some password");
  const workFor = (hash: string | null): Promise<number> =>
    processorMsOf(async () => {
      for (let time = 0; time < 8; time++) await verifyPassword(hash, "wrong");
    });
  expect((await workFor(null)) / (await workFor(stored))).toBeGreaterThan(0.3);
});
