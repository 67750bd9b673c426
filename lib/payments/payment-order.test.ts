import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paymentSorts } from "./payment-filter-schema.ts";
import { beyond, opposite, orderBy, readCursor, writeCursor } from "./payment-order.ts";

const id = "9d0a4f0e-8f0b-4a9b-8b1f-6f7d8e9c0a11";
const createdAt = new Date("2026-01-01T00:00:00.000Z");
const encode = (text: string) => Buffer.from(text).toString("base64url");

it("goes on after the last one seen, in the list's direction", () => {
  expect(orderBy("-amount")).toEqual([{ amount: "desc" }, { id: "desc" }]);
  expect(beyond("-amount", { amount: 100n, id })).toEqual({ OR: [{ amount: { lt: 100n } }, { amount: 100n, id: { lt: id } }] });
  expect(beyond("createdAt", { createdAt, id })).toEqual({ OR: [{ createdAt: { gt: createdAt } }, { createdAt, id: { gt: id } }] });
});

it("turned round twice it is the same order", () => {
  for (const sort of paymentSorts) {
    expect(opposite(sort)).not.toBe(sort);
    expect(opposite(opposite(sort))).toBe(sort);
    expect(Object.keys(orderBy(opposite(sort))[0] ?? {})).toEqual(Object.keys(orderBy(sort)[0] ?? {}));
  }
});

describe("the cursor", () => {
  it("comes back as it was made", () => {
    const place = fc.record({
      createdAt: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("9999-01-01") }),
      amount: fc.bigInt({ min: 0n, max: 999_999_999_999_999_999n }),
      id: fc.uuid(),
    });
    fc.assert(
      fc.property(place, fc.constantFrom(...paymentSorts), (at, sort) => {
        const text = writeCursor(sort, at);
        expect(text).toMatch(/^[\w-]+$/);
        expect(at).toMatchObject(readCursor(sort, text) ?? { id: null });
      }),
    );
  });

  it.each(["", "x", "AAAA", encode("2026-01-01T00:00:00Z"), encode(`now ${id}`), encode(`-000001-01-01T00:00:00.000Z ${id}`), encode(`+010000-01-01T00:00:00.000Z ${id}`), encode("2026-01-01T00:00:00.000Z ' OR 1=1"), encode(`12345 ${id}`), encode(`2026-01-01T00:00:00.000Z ${id} more`)])(
    "of somebody else's making is refused: %j",
    (text) => {
      expect(readCursor("-createdAt", text)).toBeNull();
    },
  );

  it.each([`-1 ${id}`, `1.5 ${id}`, `1e9 ${id}`, `9999999999999999999 ${id}`, `2026-01-01T00:00:00.000Z ${id}`])("is no place among sums: %j", (text) => {
    expect(readCursor("amount", encode(text))).toBeNull();
  });

  it("whatever is sent, reading it does not fail", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), fc.constantFrom(...paymentSorts), (text, sort) => {
        readCursor(sort, text);
      }),
    );
  });
});
