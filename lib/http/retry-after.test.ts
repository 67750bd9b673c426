import { expect, it } from "vitest";
import { retryAfterOf } from "./retry-after.ts";

it.each<[string | string[] | undefined, number | undefined]>([
  [undefined, undefined],
  ["", undefined],
  ["soon", undefined],
  ["-5", 0],
  ["0", 0],
  ["120", 120],
  [["30", "60"], 30],
  ["999999999999999999999", 3_600],
  ["Wed, 21 Oct 2015 07:28:00 GMT", 0],
  ["Wed, 21 Oct 2999 07:28:00 GMT", 3_600],
])("%j: %s", (header, seconds) => {
  expect(retryAfterOf({ "retry-after": header })).toBe(seconds);
});

it("reads a date as the time until then", () => {
  expect(retryAfterOf({ "retry-after": new Date(Date.now() + 600_000).toUTCString() })).toSatisfy((seconds: number) => seconds > 0 && seconds <= 600);
});
