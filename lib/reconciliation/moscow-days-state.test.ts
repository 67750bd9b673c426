import { expect, it } from "vitest";
import { addDays, daysBetween, endOfMoscowDay, hourInMoscow, moscowDay, startOfMoscowDay } from "./moscow-days-state.ts";

it("a day of the bank begins three hours before the same day of UTC, all year", () => {
  expect(startOfMoscowDay("2026-07-01").toISOString()).toBe("2026-06-30T21:00:00.000Z");
  expect(endOfMoscowDay("2026-12-31").toISOString()).toBe("2026-12-31T21:00:00.000Z");
  expect(moscowDay(new Date("2026-12-31T20:59:59.999Z"))).toBe("2026-12-31");
  expect(moscowDay(new Date("2026-12-31T21:00:00Z"))).toBe("2027-01-01");
  expect(hourInMoscow(new Date("2026-12-31T23:30:00Z"))).toBe(2);
});

it("counts days over months, leap days and years", () => {
  expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
  expect(addDays("2027-01-01", -1)).toBe("2026-12-31");
  expect(daysBetween("2026-12-31", "2027-01-30")).toBe(31);
});
