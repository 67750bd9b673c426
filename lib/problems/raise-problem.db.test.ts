import { expect, it } from "vitest";
import { db } from "#lib/db.ts";
import { newUuid } from "#lib/ids.ts";
import { clearProblem, raiseProblem } from "./raise-problem.ts";

const subject = newUuid();
const kind = "bank_unreachable";
const raise = (detail = {}) => db.$transaction((tx) => raiseProblem(tx, { kind, subject, detail }));
const find = () => db.problem.findFirstOrThrow({ where: { kind, subject } });

it("is one problem per kind and subject, counted", async () => {
  await raise({ code: "a" });
  const first = await find();
  await raise({ code: "б\"'" });
  expect(await find()).toMatchObject({ id: first.id, count: 2, detail: { code: "б\"'" }, clearedAt: null, raisedAt: first.raisedAt });
  await db.$transaction((tx) => raiseProblem(tx, { kind: "other", subject }));
  expect(await db.problem.count()).toBe(2);
});

it("is raised by many at once without failing any of them", async () => {
  await Promise.all(Array.from({ length: 8 }, () => raise()));
  expect(await find()).toMatchObject({ count: 8 });
});

it("is opened anew after it was cleared", async () => {
  await raise();
  await raise();
  const old = await find();
  await db.$transaction((tx) => clearProblem(tx, { kind, subject }));
  expect((await find()).clearedAt).not.toBeNull();
  await raise();
  const again = await find();
  expect(again).toMatchObject({ id: old.id, count: 1, clearedAt: null });
  expect(again.raisedAt.getTime()).toBeGreaterThan(old.raisedAt.getTime());
});

it("clears what was never raised, and rolls back with its transaction", async () => {
  await db.$transaction((tx) => clearProblem(tx, { kind, subject }));
  await expect(
    db.$transaction(async (tx) => {
      await raiseProblem(tx, { kind, subject });
      throw new Error("something else went wrong");
    }),
  ).rejects.toThrow("something else");
  expect(await db.problem.count()).toBe(0);
});
