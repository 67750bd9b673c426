import { describe, expect, it } from "vitest";
import type { FfdVersion } from "./fiscal-schema.ts";
import { readMark } from "./marking.ts";
import { measureOf } from "./measure.ts";

const scanned = "010460043993125621JgXJ5.T\u001d8005112000\u001d930000000000";

interface Given {
  markingCode?: string;
  productCode?: string;
}

const read = ({ markingCode, productCode }: Given, ffd: FfdVersion, quantity = 1000n, unit = "шт") => {
  const made = readMark({ markingCode: markingCode ?? null, productCode: productCode ?? null }, quantity, measureOf(unit, "шт", ffd), ffd);
  return made.ok ? (made.mark?.nomenclature ?? "none") : made.reason;
};

describe("nomenclature", () => {
  it("FFD 1.2 sends the scanned code itself", () => {
    expect(read({ markingCode: scanned }, "1.2")).toBe(scanned);
    expect(read({ markingCode: `]d2${scanned}` }, "1.2")).toBe(scanned);
    expect(read({ markingCode: "x".repeat(96) }, "1.2")).toBe("receipt_marking_invalid");
    expect(read({ markingCode: "код" }, "1.2")).toBe("receipt_marking_invalid");
  });

  it("FFD 1.05 sends bytes: GTIN and serial number", () => {
    const bytes = "44 4D 04 2F 1F 96 81 78 4A 67 58 4A 35 2E 54";
    expect(read({ markingCode: scanned }, "1.05")).toBe(bytes);
    expect(read({ markingCode: `]d2${scanned}` }, "1.05")).toBe(bytes);
    expect(read({ markingCode: `\u001d${scanned}` }, "1.05")).toBe(bytes);
    expect(read({ markingCode: "something else" }, "1.05")).toBe("receipt_marking_invalid");
  });

  it("bytes that are ready are taken, tidied", () => {
    expect(read({ productCode: "44 4D 04 2f" }, "1.05")).toBe("44 4D 04 2F");
    expect(read({ productCode: "444D042F" }, "1.2")).toBe("44 4D 04 2F");
    expect(read({ markingCode: "something else", productCode: "444D042F" }, "1.05")).toBe("44 4D 04 2F");
    expect(read({ productCode: "4" }, "1.05")).toBe("receipt_marking_invalid");
    expect(read({ productCode: "44".repeat(33) }, "1.05")).toBe("receipt_marking_invalid");
  });

  it("an item without codes is not marked", () => {
    expect(read({}, "1.2")).toBe("none");
  });
});

describe("quantity", () => {
  it("one code is one piece", () => {
    expect(read({ markingCode: scanned }, "1.2", 2000n)).toBe("receipt_marked_quantity");
    expect(read({ markingCode: scanned }, "1.05", 2000n)).toBe("receipt_marked_quantity");
    expect(read({ markingCode: scanned }, "1.2", 2500n, "кг")).toBe(scanned);
  });

  it.each(["пара", "упак", "компл"])("one code is one %s, too", (unit) => {
    for (const ffd of ["1.05", "1.2"] as const) {
      expect(read({ markingCode: scanned }, ffd, 2000n, unit)).toBe("receipt_marked_quantity");
      expect(read({ markingCode: scanned }, ffd, 1000n, unit)).not.toMatch(/^receipt_/);
    }
  });

  it("FFD 1.2: a part of a pack is a fraction in lowest terms", () => {
    const part = (quantity: bigint, ffd: FfdVersion, unit = "шт") =>
      readMark({ markingCode: scanned, productCode: null }, quantity, measureOf(unit, "шт", ffd), ffd);
    expect(part(200n, "1.2")).toMatchObject({ mark: { part: { numerator: 1, denominator: 5 } } });
    expect(part(333n, "1.2")).toMatchObject({ mark: { part: { numerator: 333, denominator: 1000 } } });
    expect(part(1000n, "1.2")).toMatchObject({ mark: { part: null } });
    expect(part(500n, "1.2", "упак")).toMatchObject({ mark: { part: { numerator: 1, denominator: 2 } } });
    expect(part(200n, "1.2", "кг")).toMatchObject({ mark: { part: null } });
  });
});
