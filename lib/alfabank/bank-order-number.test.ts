import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bankOrderNumber } from "./bank-order-number.ts";

describe("bankOrderNumber", () => {
  it.each([
    ["1042А/б", 1, "1042A-b-k3f9x2"],
    ["1042А/б", 2, "1042A-b-k3f9x2-2"],
    ["1042", 12, "1042-k3f9x2-12"],
    ["Заказ №17", 1, "Zakaz-No17-k3f9x2"],
    ["Щука", 1, "Schuka-k3f9x2"],
    ["ЁЖ", 1, "EZh-k3f9x2"],
    ["  10 42  ", 1, "10-42-k3f9x2"],
    ["№", 1, "No-k3f9x2"],
    ["👕", 1, "k3f9x2"],
    ["", 1, "k3f9x2"],
    ["---", 3, "k3f9x2-3"],
    ["Übung é", 1, "Ubung-e-k3f9x2"],
    ["订单7", 1, "7-k3f9x2"],
    ["1234567890123456789012345678901234567890", 1, "1234567890123456789012345-k3f9x2"],
    ["A".repeat(23) + "-bbbb", 1, "A".repeat(23) + "-b-k3f9x2"],
    ["<script>'\";--", 1, "script-k3f9x2"],
  ])("turns %j, attempt %i, into %s", (crm, seq, expected) => {
    expect(bankOrderNumber(crm, "k3f9x2", seq)).toBe(expected);
  });

  it("is always something the bank takes and keeps the unique part whole", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.stringMatching(/^[0-9A-Za-z]{6,10}$/), fc.integer({ min: 1, max: 9_999 }), (crm, unique, seq) => {
        const number = bankOrderNumber(crm, unique, seq);
        expect(number).toMatch(/^[A-Za-z0-9_-]{1,32}$/);
        expect(number.endsWith(seq === 1 ? unique : `${unique}-${seq}`)).toBe(true);
      }),
    );
  });

  it.each([["", 1], ["ab", 1], ["k3f9x2", 0], ["k3f9x2", -1], ["k3f9x2", 1.5], ["k-f9x2", 1]])("refuses the unique part %j with attempt %d", (unique, seq) => {
    expect(() => bankOrderNumber("1042", unique, seq)).toThrow(RangeError);
  });
});
