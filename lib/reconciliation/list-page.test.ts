import { expect, it } from "vitest";
import { lastOrdersAnswer } from "#lib/alfabank/answer-schema.ts";
import { readListPage } from "./list-page.ts";

const period = { from: new Date("2026-11-01T00:00:00Z"), until: new Date("2026-11-02T00:00:00Z") };
const odd = { orderNumber: "odd", paymentAmountInfo: { depositedAmount: -5 } };

/** A page of so many orders after `seen` ones, of which the bank says that there are `total`. */
const page = (listed: unknown[], seen: number, total: number | null) => {
  const answer = lastOrdersAnswer.parse({ orderStatuses: listed, ...(total !== null && { totalCount: total }) });
  const bank = { lastOrders: () => Promise.resolve(answer) };
  return readListPage(bank, { phase: "list", accesses: [], at: 0, list: "created", page: 0, seen }, period);
};

const orders = (count: number): unknown[] => Array.from({ length: count }, (_, n) => ({ orderNumber: String(n), orderStatus: 2 }));

it.each([
  ["a full page, one of it unreadable, no total", [...orders(199), odd], 0, null, false],
  ["a page of which nothing can be read, and more to come", [odd, odd], 0, 5, false],
  ["the last page, unreadable", [odd], 4, 5, true],
  ["a short page, no total", orders(3), 200, null, true],
  ["small pages", orders(50), 50, 101, false],
  ["nothing more, whatever the total says", [], 50, 101, true],
])("knows where the list ends: %s", async (_, listed, seen, total, isLast) => {
  expect(await page(listed, seen, total)).toMatchObject({ isLast, seen: seen + listed.length });
});
