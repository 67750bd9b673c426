import "#testing/worker-database.ts";
import { beforeEach, describe, expect, it } from "vitest";
import type { UserActor } from "#lib/auth/read-actor.ts";
import { db } from "#lib/db.ts";
import { findNeighbours } from "./find-neighbours.ts";
import { listPayments } from "./list-payments.ts";
import { paymentSorts, type PaymentFilter, type PaymentSort } from "./payment-filter-schema.ts";
import { seedDemo } from "#prisma/seed.ts";

const COUNT = 30;

async function reader(email: string): Promise<UserActor> {
  const { id } = await db.user.create({ data: { email, passwordHash: "x" } });
  await seedDemo(email, COUNT);
  return { userId: id, email, locale: "ru", timeZone: "Europe/Moscow", sessionId: "none" };
}

/** Every page of a list, as people turn them. */
async function wholeList(actor: UserActor, filter: PaymentFilter, size: number) {
  const items = [];
  let cursor: string | null | undefined;
  do {
    const page = await listPayments(actor, { ...filter, ...(cursor && { cursor }) }, size);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}

let actor: UserActor;

beforeEach(async () => {
  actor = await reader("owner@example.ru");
  await reader("stranger@example.ru");
  // Equal sums and equal moments are what a page must not begin between.
  await db.payment.updateMany({ where: { orderNumber: { in: ["1003A", "1007A", "1011A", "1012A"] } }, data: { amount: 777_00n, createdAt: new Date("2026-01-01T00:00:00Z") } });
});

const keyOf = (sort: PaymentSort) => (item: { amount: string; createdAt: string }) => (sort.endsWith("amount") ? Number(item.amount) : Date.parse(item.createdAt));

describe.each(paymentSorts)("sorted by %s", (sort) => {
  it.each([1, 7, 100])("pages of %i are the whole list once, in order", async (size) => {
    const items = await wholeList(actor, { sort }, size);
    expect(new Set(items.map(({ id }) => id)).size).toBe(COUNT);
    const keys = items.map(keyOf(sort));
    expect(keys).toEqual(keys.toSorted((a, b) => (sort.startsWith("-") ? b - a : a - b)));
  });

  it("neighbours are those of the list, with its filters", async () => {
    const filter: PaymentFilter = { sort, status: ["succeeded"] };
    const ids = (await wholeList(actor, filter, 100)).map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(5);
    for (const [index, id] of ids.entries()) {
      expect(await findNeighbours(actor, id, filter)).toEqual({ previous: ids[index - 1] ?? null, next: ids[index + 1] ?? null });
    }
  });
});

it("a cursor of another order is refused rather than read wrongly", async () => {
  const { nextCursor } = await listPayments(actor, { sort: "amount" }, 5);
  await expect(listPayments(actor, { cursor: nextCursor ?? "" })).rejects.toMatchObject({ code: "invalid_input" });
});

it("a stranger's payment has no neighbours and does not exist", async () => {
  const foreign = await db.payment.findFirstOrThrow({ where: { connection: { memberships: { none: { userId: actor.userId } } } } });
  await expect(findNeighbours(actor, foreign.id, {})).rejects.toMatchObject({ code: "not_found" });
  await expect(findNeighbours(actor, "nonsense", {})).rejects.toMatchObject({ code: "not_found" });
});
