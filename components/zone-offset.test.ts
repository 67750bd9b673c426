import { expect, it } from "vitest";
import { zoneOffset } from "./zone-offset.ts";

it.each([
  ["Europe/Moscow", "2026-07-01", "UTC+3"],
  ["Europe/Berlin", "2026-07-01", "UTC+2"],
  ["Europe/Berlin", "2026-01-01", "UTC+1"],
  ["Asia/Kolkata", "2026-01-01", "UTC+5:30"],
  ["America/New_York", "2026-01-01", "UTC-5"],
  ["UTC", "2026-01-01", "UTC"],
])("%s on %s is %s", (zone, day, offset) => {
  expect(zoneOffset(zone, new Date(`${day}T12:00:00Z`))).toBe(offset);
});
