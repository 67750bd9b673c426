import { describe, expect, it } from "vitest";
import { cartOf, receipt, type Trial, warningKeys } from "#testing/receipt-kit.ts";
import { delivery, item } from "#testing/receipt-orders.ts";
import { fiscalDefaults } from "./fiscal-schema.ts";
import { orderBundle } from "./order-bundle.ts";

const types = (vats: (string | null)[], trial: Trial = {}) =>
  cartOf(`${String(vats.length * 100)}.00`, vats.map((vat) => item({ vat })), trial).lines.map(({ taxType }) => taxType);

const newYear = { before: "2025-12-31T20:59:59Z", after: "2025-12-31T21:00:00Z" };

describe("C-19 codes", () => {
  it("22 % and 22/122 are the bank's 14 and 15, with the tax inside", () => {
    const cart = cartOf("200.00", [item({ vat: "vat22" }), item({ vat: "vat122" })]);
    expect(orderBundle(cart)).toMatchObject({
      cartItems: { items: [{ tax: { taxType: 14, taxSum: 1803 } }, { tax: { taxType: 15, taxSum: 1803 } }] },
    });
  });

  it("one nobody knows is refused with the item's name; the rest is not to blame", () => {
    const items = [item(), item({ name: "Ковёр-самолёт", vat: "vat99" })];
    expect(receipt("200.00", items)).toEqual({
      ok: false,
      reason: "receipt_vat_unknown",
      params: { line: 2, item: "Ковёр-самолёт", vat: "vat99" },
    });
  });

  it("a long one that is cut within an emoji can be told, and stored", () => {
    const answer = receipt("100.00", [item({ vat: `${"x".repeat(29)}💳` })]);
    expect(answer).toMatchObject({ params: { vat: `${"x".repeat(29)}\ufffd` } });
  });

  it("the settings' fallback stands in, with a note", () => {
    const cart = cartOf("100.00", [item({ vat: "vat99" })], { vatFallback: "vat10" });
    expect(cart.lines[0]?.taxType).toBe(2);
    expect(cart.steps).toEqual([{ key: "vat_fallback", params: { line: 1, item: "Чай чёрный", given: "vat99", used: "vat10" } }]);
  });

  it("none sent is not 'no VAT': the settings say, or the invoice is refused", () => {
    expect(receipt("100.00", [item({ vat: null })])).toMatchObject({ reason: "receipt_vat_missing", params: { item: "Чай чёрный" } });
    const goods = { ...fiscalDefaults.goods, vat: "vat5" } as const;
    expect(types([null], { goods, taxSystem: 1 })).toEqual([10]);
    expect(types([null], { vatFallback: "none" })).toEqual([0]);
    expect(types(["none", "NONE", " Vat0 "])).toEqual([0, 0, 1]);
  });
});

describe("C-20 20 % becomes 22 % on 2026-01-01, Moscow time", () => {
  it("not a second earlier, with a note", () => {
    expect(types(["vat20"], { at: newYear.before })).toEqual([6]);
    const cart = cartOf("100.00", [item({ vat: "vat20" })], { at: newYear.after });
    expect(cart.lines[0]?.taxType).toBe(14);
    expect(cart.steps).toEqual([{ key: "vat_raised", params: { line: 1, item: "Чай чёрный", from: "vat20", to: "vat22" } }]);
    expect(types(["vat120"], { at: newYear.after })).toEqual([15]);
  });

  it("is refused instead when the settings say so", () => {
    expect(receipt("100.00", [item({ vat: "vat20" })], { oldVat: "refuse" })).toEqual({
      ok: false,
      reason: "receipt_vat_ended",
      params: { line: 1, item: "Чай чёрный", vat: "20%", date: "2026-01-01" },
    });
  });

  it("rates that are not there yet, or long gone, are refused", () => {
    expect(receipt("100.00", [item({ vat: "vat22" })], { at: newYear.before })).toMatchObject({ reason: "receipt_vat_not_yet", params: { date: "2026-01-01" } });
    expect(receipt("100.00", [item({ vat: "vat5" })], { at: "2024-12-31T20:59:59Z" })).toMatchObject({ reason: "receipt_vat_not_yet" });
    expect(receipt("100.00", [item({ vat: "vat18" })])).toMatchObject({ reason: "receipt_vat_ended", params: { vat: "18%" } });
  });

  it("prepayments take the calculated rate when the settings want it", () => {
    const trial = { prepaymentVat: "calculated" } as const;
    expect(types(["vat22", "vat10", "none", "vat0", "vat122"], trial)).toEqual([15, 4, 0, 1, 15]);
    const cart = cartOf("100.00", [item({ vat: "vat22", paymentMethod: "full_payment" })], trial);
    expect(cart.lines[0]?.taxType).toBe(14);
    expect(cartOf("100.00", [item({ vat: "vat20" })], trial).steps.map(({ key }) => key)).toEqual(["vat_raised", "vat_calculated"]);
  });
});

describe("C-22 5 % and 7 %", () => {
  it("have distinct codes, calculated ones too", () => {
    expect(types(["vat5", "vat7", "vat105", "vat107"], { taxSystem: 1 })).toEqual([10, 12, 11, 13]);
    expect(warningKeys(cartOf("100.00", [item({ vat: "vat5" })], { taxSystem: 2 }))).toEqual([]);
  });

  it("on another tax system are a warning, not a block", () => {
    const cart = cartOf("200.00", [item({ vat: "vat5" }), item({ vat: "vat5" })], { taxSystem: 0 });
    expect(cart.warnings).toEqual([{ key: "rate_of_simplified", params: { rate: "vat5", system: 0 } }]);
    expect(warningKeys(cartOf("100.00", [item()], { taxSystem: 5 }))).toEqual(["rate_on_patent"]);
    expect(warningKeys(cartOf("100.00", [item({ vat: "none" })], { taxSystem: 3 }))).toEqual(["tax_system_abolished"]);
  });
});

it("C-23 each line keeps its own rate, the tax system is the bank's number", () => {
  const cart = cartOf("300.00", [item({ vat: "vat10" }), item({ vat: "vat22" }), delivery("100")], { taxSystem: 5 });
  expect(cart.lines.map(({ taxType }) => taxType)).toEqual([2, 14, 0]);
  expect(cart.taxSystem).toBe(5);
});
