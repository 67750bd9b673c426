import { expect, it } from "vitest";
import { timeZoneOptions } from "./time-zone-options.ts";

const winter = new Date("2026-01-15T12:00:00Z");

it("names every zone once, Russia's first, with its difference from UTC", () => {
  const options = timeZoneOptions(winter, "Europe/Moscow");
  expect(options[0]).toEqual({ value: "Europe/Kaliningrad", label: "Europe/Kaliningrad (GMT+02:00)" });
  expect(options[1]?.label).toBe("Europe/Moscow (GMT+03:00)");
  expect(new Set(options.map(({ value }) => value)).size).toBe(options.length);
  expect(options.length).toBeGreaterThan(300);
});

it("offers the stored zone even if this browser does not list it", () => {
  expect(timeZoneOptions(winter, "Etc/GMT-5").some(({ value }) => value === "Etc/GMT-5")).toBe(true);
});
