import { expect, it } from "vitest";
import { nextRegistrationTry } from "./registration-schedule.ts";

const at = new Date("2026-11-25T00:00:00Z");
const seconds = (tries: number, wait?: number) => ((nextRegistrationTry(tries, at, wait)?.getTime() ?? Number.NaN) - at.getTime()) / 1000;

it("goes by its steps, or by the time the CRM asks to wait when that is longer", () => {
  expect([seconds(1), seconds(1, 120), seconds(5, 120), seconds(50, 120)]).toEqual([5, 120, 1_800, 3_600]);
  expect(nextRegistrationTry(76, at, 120)).toBeNull();
});
