import { expect, it } from "vitest";
import { datePresets, dayIn } from "./date-presets.ts";

const ranges = (today: string) => Object.fromEntries(datePresets(today).map(({ name, range }) => [name, range]));

it("counts calendar days", () => {
  expect(ranges("2026-03-31")).toEqual({
    today: ["2026-03-31", "2026-03-31"],
    yesterday: ["2026-03-30", "2026-03-30"],
    week: ["2026-03-25", "2026-03-31"],
    month: ["2026-03-02", "2026-03-31"],
    thisMonth: ["2026-03-01", "2026-03-31"],
    lastMonth: ["2026-02-01", "2026-02-28"],
  });
});

it("crosses years", () => {
  expect(ranges("2026-01-01")).toMatchObject({ yesterday: ["2025-12-31", "2025-12-31"], lastMonth: ["2025-12-01", "2025-12-31"] });
});

it("knows that the day began elsewhere already", () => {
  const newYear = new Date("2025-12-31T21:30:00Z");
  expect(dayIn("Europe/Moscow", newYear)).toBe("2026-01-01");
  expect(dayIn("America/New_York", newYear)).toBe("2025-12-31");
});
