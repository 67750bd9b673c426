import { describe, expect, it } from "vitest";
import { vatNames } from "./fiscal-schema.ts";
import { calculatedOf, findRate, plainOf, rateOfCode, successorOf, taxInside, validityOn } from "./vat-table.ts";

const rate = (name: string) => findRate(name) ?? rateOfCode(-1);

describe("C-19 the bank's codes", () => {
  it("are those of Alfa-Bank, not Sber's", () => {
    expect(Object.fromEntries([...vatNames, "vat18", "vat118"].map((name) => [name, rate(name).code]))).toEqual({
      none: 0,
      vat0: 1,
      vat10: 2,
      vat18: 3,
      vat110: 4,
      vat118: 5,
      vat20: 6,
      vat120: 7,
      vat5: 10,
      vat105: 11,
      vat7: 12,
      vat107: 13,
      vat22: 14,
      vat122: 15,
    });
  });

  it("know no others", () => {
    expect(["vat99", "", "20", "vat8", "__proto__", "constructor"].map(findRate)).toEqual([null, null, null, null, null, null]);
    expect(() => rateOfCode(8)).toThrow("code 8");
  });
});

describe("days", () => {
  it.each([
    ["vat20", "2018-12-31", "not_yet"],
    ["vat20", "2019-01-01", "valid"],
    ["vat20", "2025-12-31", "valid"],
    ["vat20", "2026-01-01", "ended"],
    ["vat120", "2026-01-01", "ended"],
    ["vat22", "2025-12-31", "not_yet"],
    ["vat22", "2026-01-01", "valid"],
    ["vat5", "2024-12-31", "not_yet"],
    ["vat7", "2025-01-01", "valid"],
    ["vat18", "2026-06-01", "ended"],
    ["none", "1999-01-01", "valid"],
    ["vat10", "2026-06-01", "valid"],
  ])("%s on %s: %s", (name, day, validity) => {
    expect(validityOn(rate(name), day)).toBe(validity);
  });
});

describe("relations", () => {
  it("20 % has a successor, nothing else has", () => {
    const successors = vatNames.flatMap((name) => (successorOf(rate(name)) ? [[name, successorOf(rate(name))?.name]] : []));
    expect(successors).toEqual([["vat20", "vat22"], ["vat120", "vat122"]]);
  });

  it("prepayment and settlement", () => {
    expect(["none", "vat0", "vat5", "vat7", "vat10", "vat20", "vat22", "vat122"].map((name) => calculatedOf(rate(name)).name)).toEqual(
      ["none", "vat0", "vat105", "vat107", "vat110", "vat120", "vat122", "vat122"],
    );
    expect(["vat105", "vat107", "vat110", "vat120", "vat122", "vat22", "none"].map((name) => plainOf(rate(name)).name)).toEqual(
      ["vat5", "vat7", "vat10", "vat20", "vat22", "vat22", "none"],
    );
  });

  it.each([
    ["vat22", 100_000n, 18_033n],
    ["vat22", 50_000n, 9_016n],
    ["vat122", 100_000n, 18_033n],
    ["vat10", 11_000n, 1_000n],
    ["vat5", 10_500n, 500n],
    ["vat7", 10_700n, 700n],
    ["vat20", 3n, 1n],
    ["vat0", 100n, 0n],
    ["none", 100n, 0n],
  ])("%s inside %s kopecks is %s", (name, sum, tax) => {
    expect(taxInside(sum, rate(name))).toBe(tax);
  });
});
