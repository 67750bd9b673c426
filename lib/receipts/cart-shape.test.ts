import { describe, expect, it } from "vitest";
import { cartOf, receipt, stepKeys, warningKeys } from "#testing/receipt-kit.ts";
import { customer, delivery, item } from "#testing/receipt-orders.ts";
import { checkCart } from "#sandbox/bank/cart/check-cart.ts";
import { merchantSchema } from "#sandbox/bank/core/merchant.ts";
import type { Cart } from "./cart.ts";
import { orderBundle } from "./order-bundle.ts";
import { readCart, storeCart } from "./stored-cart.ts";

const merchant = merchantSchema.parse({ login: "shop-api", password: "secret", cart: { taxSumRequired: true, attributesAreStrings: true } });
const at = Date.parse("2026-10-12T11:00:00Z");

/** The bank's own reading of the cart. */
const accepted = (cart: Cart) => checkCart(JSON.stringify(orderBundle(cart)), { merchant, amount: Number(cart.amount), at, ofdParams: {} });

it("C-25 the shape the bank wants, word for word", () => {
  const items = [
    item({ name: "Чай чёрный 100 г", price: "500", quantity: "2", offerExternalId: "TEA-100" }),
    delivery("500", { vat: "vat22" }),
  ];
  const bundle = orderBundle(cartOf("1500.00", items));
  expect(bundle).toEqual({
    orderCreationDate: "2026-10-12T14:00:00",
    customerDetails: { email: "anna@example.ru", phone: "79990001122" },
    cartItems: {
      items: [
        {
          positionId: 1,
          name: "Чай чёрный 100 г",
          quantity: { value: 2, measure: "шт" },
          itemPrice: 50_000,
          itemAmount: 100_000,
          itemCode: "TEA-100",
          tax: { taxType: 14, taxSum: 18_033 },
          itemAttributes: { attributes: [{ name: "paymentMethod", value: "1" }, { name: "paymentObject", value: "1" }] },
        },
        {
          positionId: 2,
          name: "Доставка",
          quantity: { value: 1, measure: "шт" },
          itemPrice: 50_000,
          itemAmount: 50_000,
          itemCode: "2",
          tax: { taxType: 14, taxSum: 9_016 },
          itemAttributes: { attributes: [{ name: "paymentMethod", value: "1" }, { name: "paymentObject", value: "4" }] },
        },
      ],
    },
  });
});

describe("codes", () => {
  it("are unique whatever the shop sends, and short", () => {
    const same = { offerExternalId: "x".repeat(150) };
    const cart = cartOf("400.00", [item(same), item(same), item({ offerXmlId: "2" }), item()]);
    const codes = cart.lines.map(({ itemCode }) => itemCode);
    expect(codes).toEqual(["x".repeat(100), `${"x".repeat(98)}-2`, "2", "4"]);
    expect(accepted(cart).cartItems.items).toHaveLength(4);
  });
});

describe("C-10 C-11 names", () => {
  it("are printable, at most 128 characters, and what was changed is told", () => {
    const cart = cartOf("300.00", [
      item({ name: "Ж".repeat(300) }),
      item({ name: "Футболка 👕 «S»" }),
      item({ name: " ", offerExternalId: "A-1" }),
    ]);
    expect(cart.lines.map(({ name }) => name)).toEqual(["Ж".repeat(128), 'Футболка "S"', "Товар A-1"]);
    expect(stepKeys(cart)).toEqual(["name_cut", "name_cleaned", "name_missing"]);
    expect(cartOf("100.00", [item({ name: "Ж".repeat(128) })]).steps).toEqual([]);
    expect(cartOf("100.00", [item({ name: null })]).lines[0]?.name).toBe("Товар 1");
    expect(cartOf("100.00", [item({ name: "Ж".repeat(300) })], { nameLimit: 100 }).lines[0]?.name).toBe("Ж".repeat(100));
  });

  it("a folded line keeps its quantity in the name, however long that is", () => {
    const cart = cartOf("5.00", [item({ name: "Ж".repeat(128), price: "0.01", quantity: "10000" })]);
    expect(cart.lines).toMatchObject([{ name: `${"Ж".repeat(118)}, 10000 шт`, quantity: 1000n, price: 500n }]);
    expect(stepKeys(cart)).toEqual(["discount_spread", "line_folded"]);
  });
});

describe("payment method and subject", () => {
  it("are RetailCRM's, else the settings'; unknown words are warned about", () => {
    const given = cartOf("100.00", [item({ paymentMethod: "advance", paymentObject: "payment" })]);
    expect(given.lines[0]).toMatchObject({ paymentMethod: 3, paymentObject: 10 });
    const cart = cartOf("200.00", [item({ paymentMethod: null, paymentObject: null }), item({ paymentMethod: "cash", paymentObject: "thing" })]);
    expect(cart.lines).toMatchObject([{ paymentMethod: 1, paymentObject: 1 }, { paymentMethod: 1, paymentObject: 1 }]);
    expect(stepKeys(cart)).toEqual(["defaults_used"]);
    expect(warningKeys(cart)).toEqual(["method_unknown", "object_unknown"]);
    const delivered = cartOf("100.00", [delivery("100", { paymentMethod: null, paymentObject: null })]);
    expect(delivered.lines[0]?.paymentObject).toBe(4);
  });

  it("odd pairs are warned about", () => {
    expect(warningKeys(cartOf("100.00", [item({ paymentMethod: "advance" })]))).toEqual(["advance_object"]);
    expect(warningKeys(cartOf("100.00", [item({ paymentObject: "non_operating_gain" })]))).toEqual(["object_needs_number"]);
    expect(warningKeys(cartOf("100.00", [item({ paymentObject: "insurance_premium", name: "26" })]))).toEqual([]);
  });
});

describe("marked goods and agents", () => {
  const markingCode = "010460043993125621JgXJ5.T\u001d8005112000";

  it("FFD 1.05: bytes of the code", () => {
    const cart = cartOf("100.00", [item({ markingCode })]);
    expect(cart.lines[0]).toMatchObject({ nomenclature: "44 4D 04 2F 1F 96 81 78 4A 67 58 4A 35 2E 54", paymentObject: 1 });
    accepted(cart);
  });

  it("FFD 1.2: the code itself, a subject of its own, parts of a pack as a fraction", () => {
    const cart = cartOf("150.00", [item({ markingCode }), item({ markingCode, quantity: "0.5" })], { ffd: "1.2" });
    expect(cart.lines).toMatchObject([
      { nomenclature: markingCode, paymentObject: 33, measure: "0" },
      { quantity: 1000n, price: 5_000n, part: { numerator: 1, denominator: 2 } },
    ]);
    accepted(cart);
  });

  it("one code for several pieces, or one that is no code, is refused by name", () => {
    expect(receipt("200.00", [item({ markingCode, quantity: "2" })])).toMatchObject({ reason: "receipt_marked_quantity", params: { quantity: "2" } });
    expect(receipt("100.00", [item({ markingCode: "привет" })])).toMatchObject({ reason: "receipt_marking_invalid", params: { item: "Чай чёрный" } });
  });

  it.each([
    { ffd: "1.05", name: "Чай чёрный, 1.5 кг", measure: "шт" },
    { ffd: "1.2", name: "Чай чёрный, 1.5 кг", measure: "0" },
  ] as const)("$ffd: what was weighed out of a marked pack stays one line, whatever the sum", ({ ffd, name, measure }) => {
    const cart = cartOf("100.00", [item({ markingCode, price: "66.67", quantity: "1.5", measurementUnit: "кг" })], { ffd });
    expect(cart.lines).toMatchObject([{ name, measure, quantity: 1000n, price: 10_000n }]);
    expect(stepKeys(cart)).toContain("line_folded");
    accepted(cart);
  });

  it("FFD 1.2: a counted thing with a code is a piece, whatever its unit is called", () => {
    const cart = cartOf("50.00", [item({ markingCode, quantity: "0.5", measurementUnit: "упак" })], { ffd: "1.2" });
    expect(cart.lines).toMatchObject([{ measure: "0", quantity: 1000n, part: { numerator: 1, denominator: 2 } }]);
    expect(stepKeys(cart)).not.toContain("unit_unknown");
    expect(receipt("200.00", [item({ markingCode, quantity: "2", measurementUnit: "пара" })])).toMatchObject({ reason: "receipt_marked_quantity" });
  });

  it("a marked gift that is left out is warned about", () => {
    expect(warningKeys(cartOf("100.00", [item(), item({ markingCode, price: "0" })]))).toEqual(["marked_dropped"]);
  });

  it("goods of others carry the agent and the supplier", () => {
    const agent = { type: "commission_agent", supplierName: "ООО «Ромашка» <b>", supplierInn: "7707083893", supplierPhone: "+79990001122" } as const;
    const cart = cartOf("200.00", [item(), delivery("100")], { agent });
    const [goods, service] = accepted(cart).cartItems.items;
    expect(goods?.itemAttributes?.attributes.slice(2)).toEqual([
      { name: "agent_info.type", value: "6" },
      { name: "supplier_info.name", value: 'ООО "Ромашка"' },
      { name: "supplier_info.inn", value: "7707083893" },
      { name: "supplier_info.phones", value: "+79990001122" },
    ]);
    expect(service?.itemAttributes?.attributes).toHaveLength(2);
  });
});

describe("units", () => {
  it("are text for FFD 1.05, codes for FFD 1.2", () => {
    const items = [item(), item({ measurementUnit: "кг", quantity: "0.5" }), item({ measurementUnit: "бочка" }), item({ measurementUnit: null })];
    expect(cartOf("350.00", items).lines.map(({ measure }) => measure)).toEqual(["шт", "кг", "бочка", "шт"]);
    const cart = cartOf("350.00", items, { ffd: "1.2" });
    expect(cart.lines.map(({ measure }) => measure)).toEqual(["0", "11", "255", "0"]);
    expect(cart.steps).toEqual([{ key: "unit_unknown", params: { line: 3, item: "Чай чёрный", unit: "бочка" } }]);
    expect(warningKeys(cartOf("50.00", [item({ quantity: "0.5" })], { ffd: "1.2" }))).toEqual(["piece_fraction"]);
  });
});

it("a buyer who cannot be reached is a refusal, or the settings' own address", () => {
  const buyer = { ...customer, email: "нет", phone: null };
  expect(receipt("100.00", [item()], { buyer })).toMatchObject({ ok: false, reason: "receipt_contact_missing" });
  expect(cartOf("100.00", [item()], { buyer, fallbackEmail: "shop@example.ru" }).buyer).toEqual({ email: "shop@example.ru" });
});

it("is stored as plain JSON and read back the same", () => {
  const cart = cartOf("100.00", [item({ quantity: "0.333" }), item({ quantity: "3" })]);
  expect(readCart(JSON.parse(JSON.stringify(storeCart(cart))))).toEqual(cart);
  expect([readCart(null), readCart({}), readCart("x")]).toEqual([null, null, null]);
});
