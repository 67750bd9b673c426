import { expect, it } from "vitest";
import { readAmount } from "./amount-input.ts";

it.each(["1999.90", "1999,90", "1999,9", "1 999,90", "1\u00A0999,90 ₽", " 1999.900 "])("reads %j", (typed) => {
  expect(readAmount(typed, "2000.00")).toEqual({ ok: true, kopecks: 199_990n, roubles: "1999.90" });
});

it.each([
  ["", "required"],
  ["  ", "required"],
  ["₽", "required"],
  ["много", "not_a_number"],
  ["1e3", "not_a_number"],
  ["1.999.90", "not_a_number"],
  ["0", "not_positive"],
  ["-5", "not_positive"],
  ["1.005", "too_many_decimals"],
  ["99999999999", "too_large"],
  ["2000.01", "over_max"],
])("refuses %j: %s", (typed, problem) => {
  expect(readAmount(typed, "2000.00")).toEqual({ ok: false, problem });
});

it("allows exactly the maximum", () => {
  expect(readAmount("2000", "2000.00")).toMatchObject({ ok: true, roubles: "2000.00" });
});
