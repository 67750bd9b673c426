import { describe, expect, it } from "vitest";
import { exactSum, inUnits, lineSum, parseDecimal, quantityText, roundDiv } from "./decimal.ts";

const read = (text: string) => parseDecimal(text) ?? { digits: -1n, scale: 99 };

describe("parseDecimal", () => {
  it.each([
    ["19.99", 1999n, 2],
    ["0,5", 5n, 1],
    ["1.0", 1n, 0],
    ["-3.10", -31n, 1],
    ["1.2345", 12345n, 4],
  ])("%s", (text, digits, scale) => {
    expect(parseDecimal(text)).toEqual({ digits, scale });
  });

  it.each(["", "x", "1.2.3", "1e5", "--1", "12345678901234"])("%j is no number", (text) => {
    expect(parseDecimal(text)).toBeNull();
  });
});

describe("inUnits", () => {
  it("is exact, or within a float's noise, or null", () => {
    expect(inUnits(read("0.333"), 3)).toBe(333n);
    expect(inUnits(read("0.30000000000000004"), 3)).toBe(300n);
    expect(inUnits(read("0.29999999999999998"), 3)).toBe(300n);
    expect(inUnits(read("1.2345"), 3)).toBeNull();
    expect(inUnits(read("0.0005"), 3)).toBeNull();
    expect(inUnits(read("33.330000000000005"), 2)).toBe(3333n);
    expect(inUnits(read("-33.330000000000005"), 2)).toBe(-3333n);
  });
});

describe("sums", () => {
  it("rounds half up, once", () => {
    expect(roundDiv(5n, 10n)).toBe(1n);
    expect(lineSum(10_001n, 333n)).toBe(3330n);
    expect(lineSum(10_001n, 500n)).toBe(5001n);
    expect(exactSum(read("33.333333333"), 3000n)).toBe(10_000n);
    expect(exactSum(read("1.005"), 1000n)).toBe(101n);
  });

  it("writes quantities with a dot and nothing superfluous", () => {
    expect(["0.001", "0.5", "1", "10", "10000", "2.25"].map((text) => quantityText(inUnits(read(text), 3) ?? -1n))).toEqual(
      ["0.001", "0.5", "1", "10", "10000", "2.25"],
    );
  });
});
