import { expect, it } from "vitest";
import { chartDays } from "./chart-bars.ts";

it("fills in days without money and measures against the tallest", () => {
  const days = chartDays(
    [
      { date: "2026-03-01", succeeded: "100.00", refunded: "0.00" },
      { date: "2026-02-27", succeeded: "50.00", refunded: "25.00" },
      { date: "2025-01-01", succeeded: "999999.00", refunded: "0.00" },
    ],
    "2026-03-01",
    4,
  );
  expect(days.map(({ date, up, down }) => [date, up, down])).toEqual([
    ["2026-02-26", 0, 0],
    ["2026-02-27", 0.5, 0.25],
    ["2026-02-28", 0, 0],
    ["2026-03-01", 1, 0],
  ]);
});

it("is flat without money", () => {
  const days = chartDays([], "2026-03-01");
  expect(days).toHaveLength(30);
  expect(days.every(({ up, down }) => up === 0 && down === 0)).toBe(true);
});
