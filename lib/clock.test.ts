import { describe, expect, it } from "vitest";
import { addSeconds, isTimeZone, sleep, wallClock } from "./clock.ts";

const at = (iso: string) => new Date(iso);

describe("wallClock", () => {
  it.each([
    // C-67: the New Year of the account, not of the server
    ["2025-12-31T21:00:00Z", "Europe/Moscow", "2026-01-01 00:00:00"],
    ["2025-12-31T20:59:59.999Z", "Europe/Moscow", "2025-12-31 23:59:59"],
    ["2026-01-01T00:00:00Z", "America/New_York", "2025-12-31 19:00:00"],
    // clocks go forward and back
    ["2026-03-29T00:59:59Z", "Europe/Berlin", "2026-03-29 01:59:59"],
    ["2026-03-29T01:00:00Z", "Europe/Berlin", "2026-03-29 03:00:00"],
    ["2026-10-25T00:30:00Z", "Europe/Berlin", "2026-10-25 02:30:00"],
    ["2026-10-25T01:30:00Z", "Europe/Berlin", "2026-10-25 02:30:00"],
    // leap day, midnight as 00 and not 24, a zone off the hour
    ["2028-02-28T21:00:00Z", "Europe/Moscow", "2028-02-29 00:00:00"],
    ["2026-06-30T18:15:00Z", "Asia/Kathmandu", "2026-07-01 00:00:00"],
    ["2026-06-30T12:00:00Z", "Asia/Kamchatka", "2026-07-01 00:00:00"],
  ])("%s in %s is %s", (iso, zone, text) => {
    expect(wallClock(at(iso), zone)).toBe(text);
  });

  it("C-67 does not care where the server is", () => {
    const before = process.env["TZ"];
    try {
      const texts = ["America/New_York", "Asia/Tokyo", "UTC"].map((zone) => {
        process.env["TZ"] = zone;
        return wallClock(new Date(1_767_214_800_000), "Europe/Moscow");
      });
      expect(new Set(texts)).toEqual(new Set(["2026-01-01 00:00:00"]));
    } finally {
      if (before === undefined) Reflect.deleteProperty(process.env, "TZ");
      else process.env["TZ"] = before;
    }
  });
});

describe("isTimeZone", () => {
  it("knows names of zones from other words", () => {
    expect(["Europe/Moscow", "UTC", "Asia/Yekaterinburg"].every(isTimeZone)).toBe(true);
    expect(["", "Moscow", "Europe/Atlantis", "../etc"].some(isTimeZone)).toBe(false);
  });
});

describe("addSeconds", () => {
  it("goes both ways and leaves its argument alone", () => {
    const start = at("2026-01-01T00:00:00Z");
    expect(addSeconds(start, -0.5).toISOString()).toBe("2025-12-31T23:59:59.500Z");
    expect(start.toISOString()).toBe("2026-01-01T00:00:00.000Z");
  });
});

describe("sleep", () => {
  it("ends early when its signal says so, before or meanwhile", async () => {
    await expect(sleep(60_000, AbortSignal.abort(new Error("stop")))).rejects.toThrow("stop");
    const controller = new AbortController();
    const sleeping = sleep(60_000, controller.signal);
    controller.abort(new Error("later"));
    await expect(sleeping).rejects.toThrow("later");
  });
});
