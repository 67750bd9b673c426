import { describe, expect, test } from "vitest";
import { isAccountTime, accountTime, isTimezone } from "./dates.ts";
import { lineTotal, parseQuantity, parseRoubles, roublesNumber, roublesText, unitPrice } from "./money.ts";
import { invoiceLines, orderTotal } from "./orders.ts";
import { seedOrders } from "./state/seed-orders.ts";
import { switchDefaults } from "./state/switches.ts";
import type { Order } from "./state/order-types.ts";

const seeded = (id: number): Order => {
  const order = seedOrders("2026-03-01T09:00:00.000Z").find((candidate) => candidate.id === id);
  if (!order) throw new Error("no such order");
  return order;
};

describe("money", () => {
  test.each([
    ["19.99", 1999],
    [4.35, 435],
    ["1 999", null],
    ["0,5", 50],
    [131072.01, 13107201],
    [1234567.89, 123456789],
    [0.1 + 0.2, 30],
    ["-1.005", -101],
    ["1.005", 101],
    [1e21, null],
    ["", null],
    [null, null],
    [true, null],
    [NaN, null],
    ["1e3", null],
    ["-0", 0],
  ])("%s roubles are %s kopecks", (value, kopecks) => {
    expect(parseRoubles(value)).toBe(kopecks);
  });

  test("kopecks go back to text and to the nearest number", () => {
    expect([0, 5, 349050, -101].map(roublesText)).toEqual(["0.00", "0.05", "3490.50", "-1.01"]);
    expect([349050, 13107201].map(roublesNumber)).toEqual([3490.5, 131072.01]);
  });

  test("a line is rounded once, half up", () => {
    expect(lineTotal(10001, "0.333")).toBe(3330);
    expect(lineTotal(1, "0.5")).toBe(1);
    expect(lineTotal(89900, "0,456")).toBe(40994);
    expect(unitPrice(10000, "3")).toBe(3333);
    expect(unitPrice(10000, "0")).toBe(0);
    expect(parseQuantity("1.2345678")).toBeNull();
  });
});

describe("orders", () => {
  test("sums of the seeded orders", () => {
    expect([1, 2, 3, 4].map((id) => roublesText(orderTotal(seeded(id))))).toEqual([
      "1999.90",
      "2670.50",
      "585.31",
      "4269.00",
    ]);
    expect(orderTotal({ ...seeded(1), manualTotal: 5 })).toBe(5);
    expect(orderTotal({ ...seeded(1), discount: 10_000_000 })).toBe(0);
  });

  test("price times quantity may miss the sum by kopecks, as in life: 3 × 33.33 for 100.00", () => {
    const order = { ...seeded(4), discount: 0, delivery: null };
    const [line] = invoiceLines(order, switchDefaults);
    expect([line?.price, line?.quantity]).toEqual([3333, "3"]);
    expect(invoiceLines(order, { ...switchDefaults, discountInItems: false }).map((each) => each.price)).toEqual([
      3334, 429900,
    ]);
  });

  test("the discount of the order is spread over the lines to the kopeck", () => {
    const order = { ...seeded(2), discount: 1001 };
    const lines = invoiceLines(order, switchDefaults);
    const sum = lines.reduce((total, line) => total + lineTotal(line.price, line.quantity), 0);
    expect(Math.abs(sum - orderTotal(order))).toBeLessThanOrEqual(1);
  });
});

test("dates of the API have no zone; the account's is applied", () => {
  expect(accountTime("2025-12-31T21:00:00.000Z", "Europe/Moscow")).toBe("2026-01-01 00:00:00");
  expect(
    ["2026-03-01 12:04:11", "2026-02-30 12:00:00", "2026-03-01T12:04:11", "2026-03-01 24:00:00", ""].map(isAccountTime),
  ).toEqual([true, false, false, false, false]);
  expect([isTimezone("Asia/Yekaterinburg"), isTimezone("Nowhere")]).toEqual([true, false]);
});
