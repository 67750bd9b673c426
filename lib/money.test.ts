import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatMoney, formatRoubles, MAX_KOPECKS, parseRoubles } from "./money.ts";

const kopecksOf = (text: string): bigint | string => {
  const parsed = parseRoubles(text);
  return parsed.ok ? parsed.kopecks : parsed.reason;
};

describe("parseRoubles", () => {
  it("does not look at every zero of a very long number again and again", () => {
    const zeros = "0".repeat(1_000_000);
    expect([kopecksOf(`1.50${zeros}`), kopecksOf(`1.50${zeros}1`)]).toEqual([150n, "too_many_decimals"]);
  });

  it.each([
    ["19.99", 1999n],
    ["4.35", 435n],
    ["1.15", 115n],
    ["70.1", 7010n],
    ["579.8", 57980n],
  ])("C-01 no binary float touches %s", (text, kopecks) => {
    expect(kopecksOf(text)).toBe(kopecks);
  });

  it("C-01 the prices add up", () => {
    const sum = ["19.99", "4.35", "1.15", "70.1", "579.8"].reduce((total, text) => total + (kopecksOf(text) as bigint), 0n);
    expect(sum).toBe(67539n);
  });

  it.each([
    ["131072.01", 13107201n],
    ["262144.01", 26214401n],
    ["1234567.89", 123456789n],
    ["999999.99", 99999999n],
  ])("C-02 %s keeps its kopecks", (text, kopecks) => {
    expect(kopecksOf(text)).toBe(kopecks);
    expect(formatRoubles(kopecks)).toBe(text);
  });

  it.each([
    ["0", 0n],
    ["1999,90", 199990n],
    ["  5  ", 500n],
    ["+5", 500n],
    ["-3", -300n],
    ["-0.01", -1n],
    ["5.1000", 510n],
    ["007", 700n],
    ["9999999999.99", MAX_KOPECKS],
  ])("reads %j", (text, kopecks) => {
    expect(kopecksOf(text)).toBe(kopecks);
  });

  it.each([
    ["1.005", "too_many_decimals"],
    ["0.001", "too_many_decimals"],
    ["10000000000", "too_large"],
    ["9999999999999", "too_large"],
    ["99999999999999", "not_a_number"],
    ["", "not_a_number"],
    [".5", "not_a_number"],
    ["5.", "not_a_number"],
    ["1 000", "not_a_number"],
    ["1.000,50", "not_a_number"],
    ["1e3", "not_a_number"],
    ["0x10", "not_a_number"],
    ["NaN", "not_a_number"],
    ["Infinity", "not_a_number"],
    ["--5", "not_a_number"],
    ["٥", "not_a_number"],
    ["5\n6", "not_a_number"],
  ])("refuses %j and never rounds", (text, reason) => {
    expect(kopecksOf(text)).toBe(reason);
  });
});

describe("formatRoubles", () => {
  it("is undone by parseRoubles for every sum", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -MAX_KOPECKS, max: MAX_KOPECKS }), (kopecks) => {
        expect(kopecksOf(formatRoubles(kopecks))).toBe(kopecks);
        expect(formatRoubles(kopecks)).toMatch(/^-?\d+\.\d\d$/);
      }),
    );
  });

  it("any decimal text with up to two digits is read to the kopeck, with a point or a comma", () => {
    const text = fc.tuple(fc.bigInt({ min: 0n, max: 9_999_999_999n }), fc.stringMatching(/^\d{0,2}$/), fc.constantFrom(".", ","));
    fc.assert(
      fc.property(text, ([whole, fraction, point]) => {
        const written = fraction === "" ? whole.toString() : `${whole.toString()}${point}${fraction}`;
        expect(kopecksOf(written)).toBe(whole * 100n + BigInt(fraction.padEnd(2, "0")));
      }),
    );
  });
});

describe("formatMoney", () => {
  const plain = (text: string) => text.replaceAll(/\p{Zs}/gu, " ");

  it("speaks the reader's language and keeps every digit", () => {
    expect(plain(formatMoney(199990n, "RUB", "ru"))).toBe("1 999,90 ₽");
    expect(plain(formatMoney(199990n, "RUB", "en"))).toBe("₽1,999.90");
    expect(plain(formatMoney(MAX_KOPECKS, "RUB", "ru"))).toBe("9 999 999 999,99 ₽");
    expect(plain(formatMoney(90071992547409931n, "RUB", "en"))).toBe("₽900,719,925,474,099.31");
  });
});
