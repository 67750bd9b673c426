import { describe, expect, it } from "vitest";
import { nextTry } from "./delivery-schedule.ts";

const start = new Date("2026-11-25T00:00:00Z");
const HOUR = 3_600;

const waitAfter = (tries: number, random: number): number => {
  const next = nextTry(tries, start, start, random);
  return next ? Math.round((next.getTime() - start.getTime()) / 10) / 100 : Number.NaN;
};

describe("R9 the schedule of repeats", () => {
  it.each([
    [1, 5],
    [2, 30],
    [3, 120],
    [4, 600],
    [5, 1_800],
    [6, HOUR],
    [7, HOUR],
    [50, HOUR],
  ])("after try %i: %i s, up to a fifth more or less", (tries, seconds) => {
    expect(waitAfter(tries, 0.5)).toBe(seconds);
    expect(waitAfter(tries, 0)).toBe(seconds * 0.8);
    expect(waitAfter(tries, 1)).toBe(seconds * 1.2);
  });

  it.each([0, 0.5, 1])("tries for 72 hours and then leaves it to a person (jitter %d)", (random) => {
    let at: Date | null = start;
    let last = start;
    let tries = 0;
    while (at !== null) {
      last = at;
      tries += 1;
      at = nextTry(tries, start, last, random);
    }
    const hours = (last.getTime() - start.getTime()) / 1000 / HOUR;
    expect(hours).toBeGreaterThan(72 - 1.2);
    expect(hours).toBeLessThanOrEqual(72);
    expect(tries).toBeGreaterThan(60);
    expect(tries).toBeLessThan(100);
  });

  it("R8 the longest silence is over within 72 minutes of a return, the early ones within seconds", () => {
    expect(waitAfter(100, 1)).toBeLessThanOrEqual(72 * 60);
  });

  it("waits as long as the CRM asks, when that is longer", () => {
    const wait = (tries: number, seconds: number) => (nextTry(tries, start, start, 0.5, seconds)?.getTime() ?? 0) - start.getTime();
    expect([wait(1, 120), wait(5, 120)]).toEqual([120_000, 1_800_000]);
  });

  it("a number of tries that cannot be is no crash", () => {
    expect(waitAfter(0, 0.5)).toBe(HOUR);
  });
});
