import fc from "fast-check";
import { expect, it } from "vitest";
import { formatRoubles } from "#lib/money.ts";
import { decimalText, parseSum, withoutExponent } from "./callback-numbers.ts";

const kopecks = (text: string): bigint | string => {
  const parsed = parseSum(text);
  return parsed.ok ? parsed.kopecks : parsed.reason;
};

it.each([
  ["19.99", 1_999n], ["4.35", 435n], ["1.15", 115n], ["70.1", 7_010n], ["579.8", 57_980n],
  ["131072.01", 13_107_201n], ["262144.01", 26_214_401n], ["1234567.89", 123_456_789n], ["999999.99", 99_999_999n],
  ["3490.5", 349_050n], ["3490.50", 349_050n], ["3490.500", 349_050n], ["3490,5", 349_050n], ["  100 ", 10_000n], ["0", 0n], ["-5", -500n],
  ["1e3", 100_000n], ["1.5E+2", 15_000n], ["1.0e+25", "not_a_number"], ["5.0e-5", "too_many_decimals"], ["100e-2", 100n], ["0e0", 0n],
  ["1.005", "too_many_decimals"], ["0.001", "too_many_decimals"], ["10.0000001", "too_many_decimals"], ["2.999", "too_many_decimals"],
  ["10000000000", "too_large"], ["99999999999999", "not_a_number"],
  ["", "not_a_number"], ["abc", "not_a_number"], ["1 000", "not_a_number"], ["1.2.3", "not_a_number"], ["Infinity", "not_a_number"],
  ["NaN", "not_a_number"], ["0x10", "not_a_number"], ["1e", "not_a_number"], ["1e999", "not_a_number"], [".5", "not_a_number"],
])("%j is %s", (text, expected) => {
  expect(kopecks(text)).toBe(expected);
});

it.each([
  ["0.30000000000000004", 30n], ["3490.4999999999995", 349_050n], ["0.7999999999999999", 80n], ["7.999999999999999", 800n],
  ["1998.9999999999998", 199_900n], ["99999999.989999995", 9_999_999_999n], ["9999999999.9899998", 999_999_999_999n], ["0.99999999999", 100n],
  ["-0.30000000000000004", -30n],
])("what float arithmetic left of a sum is that sum: %s", (text, expected) => {
  expect(kopecks(text)).toBe(expected);
});

it("forgives no float that is further off than a millionth", () => {
  expect(kopecks("1.0050000000000001")).toBe("too_many_decimals");
  expect(kopecks("0.3333333333333333")).toBe("too_many_decimals");
  expect(kopecks("10.00001000000000")).toBe("too_many_decimals");
});

it("reads back every sum that PHP prints with 17 digits or in its shortest form", () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 99_999_999_999n), (sum) => {
      const float = Number(formatRoubles(sum));
      expect(kopecks(String(float))).toBe(sum);
      expect(kopecks(float.toPrecision(17).includes("e") ? String(float) : float.toPrecision(17))).toBe(sum);
    }),
    { numRuns: 2_000 },
  );
});

it("reads any text without failing", () => {
  fc.assert(fc.property(fc.string(), (text) => ["bigint", "string"].includes(typeof kopecks(text))));
});

it.each([
  ["1e3", "1000"], ["1.25e1", "12.5"], ["1.25e2", "125"], ["1.25e-1", "0.125"], ["1e-3", "0.001"], ["-1.5e1", "-15"], ["0.5e2", "50"], ["12", "12"], ["x", "x"],
])("%s without an exponent is %s", (text, expected) => {
  expect(withoutExponent(text)).toBe(expected);
});

it.each([
  ["0.5", "0.5"], ["0,5", "0.5"], ["1.0", "1.0"], ["1.2345", "1.2345"], ["2e0", "2"], ["1/2", null], ["", null], ["1e30", null],
])("the number %j is kept as %j", (text, expected) => {
  expect(decimalText(text)).toBe(expected);
});
