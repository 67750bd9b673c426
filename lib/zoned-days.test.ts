import { expect, it } from "vitest";
import { daysBetween, endOfDay, startOfDay } from "./zoned-days.ts";

it("a day begins and ends with the clocks of its zone", () => {
  expect(startOfDay("2026-01-01", "Europe/Moscow")).toEqual(new Date("2025-12-31T21:00:00Z"));
  expect(endOfDay("2026-10-25", "Europe/Berlin")).toEqual(new Date("2026-10-25T22:59:59.999Z"));
});

it("the last day there is has an end, too", () => {
  expect(endOfDay("9999-12-31", "Europe/Moscow")).toEqual(new Date("9999-12-31T23:59:59.999Z"));
});

it("counts every day once, however long", () => {
  const days = daysBetween(new Date("2026-10-23T22:30:00Z"), new Date("2026-10-25T23:30:00Z"), "Europe/Berlin");
  expect(days).toEqual(["2026-10-24", "2026-10-25", "2026-10-26"]);
  expect(daysBetween(new Date("2026-10-24T10:00:00Z"), new Date("2026-10-24T11:00:00Z"), "UTC")).toEqual(["2026-10-24"]);
});
