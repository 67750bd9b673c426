import { describe, expect, it } from "vitest";
import { cartOf, receipt, stepKeys, written } from "#testing/receipt-kit.ts";
import { delivery, item } from "#testing/receipt-orders.ts";
import { orderBundle } from "./order-bundle.ts";

const priced = (...prices: string[]) => prices.map((price, index) => item({ name: `Товар ${String(index + 1)}`, price }));

describe("C-01 kopecks", () => {
  it("prices that floats cannot hold", () => {
    const cart = cartOf("675.39", priced("19.99", "4.35", "1.15", "70.1", "579.8"));
    expect(cart.lines.map(({ sum }) => sum)).toEqual([1999n, 435n, 115n, 7010n, 57980n]);
    expect(cart.steps).toEqual([]);
  });

  it("a price with more than two decimals is rounded once, in the line, and told of", () => {
    const cart = cartOf("100.00", [item({ price: "33.333333", quantity: "3" })]);
    expect(written(cart)).toEqual(["2 x 3333 = 6666", "1 x 3334 = 3334"]);
    expect(stepKeys(cart)).toEqual(["price_rounded", "line_split"]);
    expect(stepKeys(cartOf("333300.00", [item({ price: "33.330000000000005", quantity: "10000" })]))).toEqual([]);
  });
});

describe("C-02 large sums", () => {
  it.each([
    ["131072.01", 13_107_201n],
    ["262144.01", 26_214_401n],
    ["1234567.89", 123_456_789n],
    ["999999.99", 99_999_999n],
    ["10000000.00", 1_000_000_000n],
  ])("%s keeps every kopeck on the wire", (sum, kopecks) => {
    const cart = cartOf(sum, [item({ price: sum })]);
    expect(cart.lines.map((line) => line.sum)).toEqual([kopecks]);
    expect(JSON.stringify(orderBundle(cart))).toContain(`"itemAmount":${String(kopecks)},`);
  });
});

it("C-04 free delivery: no delivery line, goods untouched", () => {
  const cart = cartOf("500.00", [item({ price: "500.00" }), delivery("300.00")]);
  expect(written(cart)).toEqual(["1 x 50000 = 50000"]);
  expect(cart.steps).toEqual([{ key: "delivery_free", params: { item: "Доставка", sum: "300.00" } }]);
  expect(written(cartOf("500.00", [item({ price: "500.00" }), delivery("300.00")], { keepGifts: true }))).toEqual([
    "1 x 50000 = 50000",
    "1 x 0 = 0",
  ]);
});

describe("C-05 discount on the order", () => {
  it("is spread over the lines, a line splits when it must", () => {
    expect(written(cartOf("270.00", [item({ price: "150", quantity: "2" })]))).toEqual(["2 x 13500 = 27000"]);
    const cart = cartOf("270.01", [item({ price: "150", quantity: "2" })]);
    expect(written(cart)).toEqual(["1 x 13500 = 13500", "1 x 13501 = 13501"]);
    expect(cart.steps).toEqual([
      { key: "discount_spread", params: { gap: "29.99", count: 1 } },
      { key: "line_split", params: { line: 1, item: "Чай чёрный", first: "1 × 135.00", second: "1 × 135.01" } },
    ]);
    expect(cart.lines.map(({ positionId, itemCode }) => [positionId, itemCode])).toEqual([[1, "1"], [2, "1-2"]]);
  });

  it("goods bear it, not delivery, as long as they can", () => {
    expect(written(cartOf("1250.00", [item({ price: "1000" }), delivery("350")]))).toEqual(["1 x 90000 = 90000", "1 x 35000 = 35000"]);
    expect(written(cartOf("100.00", [item({ price: "1000" }), delivery("350")]))).toEqual(["1 x 7407 = 7407", "1 x 2593 = 2593"]);
  });

  it("is refused with the gap when it is larger than the settings allow", () => {
    expect(receipt("400.00", priced("1000.00"), { maxDiscount: 50 })).toEqual({
      ok: false,
      reason: "receipt_items_over",
      params: { total: "1000.00", amount: "400.00", gap: "600.00" },
    });
    expect(receipt("500.00", priced("1000.00"), { maxDiscount: 50 }).ok).toBe(true);
    expect(receipt("999.99", priced("1000.00"), { maxDiscount: 0 }).ok).toBe(true);
  });

  it("what only a part is paid of is no discount", () => {
    const items = [item({ price: "1000", paymentMethod: "prepayment" }), delivery("500", { paymentMethod: "prepayment" })];
    const cart = cartOf("300.00", items, { maxDiscount: 0 });
    expect(written(cart)).toEqual(["1 x 20000 = 20000", "1 x 10000 = 10000"]);
    expect(stepKeys(cart)).toEqual(["part_payment_spread"]);
  });
});

describe("C-07 each line is rounded before adding", () => {
  const cheese = { price: "100.01", quantity: "0.333", measurementUnit: "кг" };

  it("the bank's sums are ours", () => {
    const cart = cartOf("66.60", [item(cheese), item(cheese)]);
    expect(written(cart)).toEqual(["0.333 x 10001 = 3330", "0.333 x 10001 = 3330"]);
    expect(cart.steps).toEqual([]);
  });

  it("a missing kopeck is added to a line", () => {
    const cart = cartOf("66.61", [item(cheese), item(cheese)]);
    expect(written(cart)).toEqual(["0.333 x 10003 = 3331", "0.333 x 10001 = 3330"]);
    expect(cart.steps).toEqual([{ key: "rounding_added", params: { gap: "0.01", count: 1 } }]);
  });

  it("unit prices rounded by the CRM are given their kopecks back", () => {
    expect(written(cartOf("100.00", [item({ price: "33.33", quantity: "3" })]))).toEqual(["2 x 3333 = 6666", "1 x 3334 = 3334"]);
    expect(stepKeys(cartOf("100.00", [item({ price: "33.34", quantity: "3" })]))).toEqual(["rounding_taken", "line_split"]);
  });
});

describe("C-08 quantities", () => {
  it.each([
    ["0.5", 0.5],
    ["0,5", 0.5],
    ["1.0", 1],
    ["2.250", 2.25],
    ["0.30000000000000004", 0.3],
  ])("%s goes out as %s", (quantity, value) => {
    const cart = cartOf((100 * value).toFixed(2), [item({ quantity })]);
    expect(orderBundle(cart)).toMatchObject({ cartItems: { items: [{ quantity: { value } }] } });
  });

  it.each([
    ["1.2345", "receipt_quantity_precise"],
    ["-1", "receipt_quantity_invalid"],
    ["100000", "receipt_quantity_invalid"],
  ])("%s is refused by name", (quantity, reason) => {
    expect(receipt("123.45", [item({ quantity })])).toMatchObject({ ok: false, reason, params: { line: 1, item: "Чай чёрный", quantity } });
  });

  it("none means one, with a note; zero stands on no receipt", () => {
    expect(stepKeys(cartOf("100.00", [item({ quantity: null })]))).toEqual(["quantity_missing"]);
    expect(stepKeys(cartOf("100.00", [item(), item({ quantity: "0" })]))).toEqual(["nothing_sold"]);
  });
});

describe("C-13 nothing to pay", () => {
  it("an invoice for nothing or less is refused", () => {
    expect(receipt("0.00", priced("0"))).toMatchObject({ ok: false, reason: "amount_not_positive" });
    expect(receipt("-1.00", priced("1"))).toMatchObject({ ok: false, reason: "amount_not_positive" });
  });

  it("gifts are left out with a note, or printed when wanted", () => {
    const items = [item({ price: "990" }), item({ name: "Подарок", price: "0", vat: null })];
    const cart = cartOf("990.00", items);
    expect(written(cart)).toEqual(["1 x 99000 = 99000"]);
    expect(cart.steps).toEqual([{ key: "gift_dropped", params: { line: 2, item: "Подарок" } }]);
    expect(written(cartOf("990.00", items, { keepGifts: true, vatFallback: "none" }))).toEqual(["1 x 99000 = 99000", "1 x 0 = 0"]);
  });

  it("negative and missing prices are refused by name", () => {
    expect(receipt("100.00", [item(), item({ name: "Скидка", price: "-10" })])).toMatchObject({ reason: "receipt_price_invalid", params: { item: "Скидка" } });
    expect(receipt("100.00", [item({ price: null })])).toMatchObject({ reason: "receipt_price_missing", params: { line: 1 } });
  });

  it("a line too light to cost a kopeck, or that the discount takes away, is left out with a note", () => {
    expect(stepKeys(cartOf("100.00", [item(), item({ price: "0.10", quantity: "0.01" })]))).toEqual(["zero_dropped"]);
    const cart = cartOf("1.00", [item({ price: "1000" }), item({ price: "0.01" })]);
    expect(written(cart)).toEqual(["1 x 100 = 100"]);
    expect(stepKeys(cart)).toEqual(["discount_spread", "paid_away"]);
  });
});

describe("C-14 delivery", () => {
  it("is a line of its own: a service, at the settings' rate", () => {
    const settings = { delivery: { paymentMethod: "full_prepayment", paymentObject: "service", vat: "vat22" } } as const;
    const cart = cartOf("1350.00", [item({ price: "1000" }), delivery("350")], settings);
    expect(cart.lines).toMatchObject([{ taxType: 14, paymentObject: 1 }, { name: "Доставка", sum: 35_000n, taxType: 14, paymentObject: 4 }]);
    expect(cart.steps).toEqual([{ key: "vat_delivery", params: { line: 2, item: "Доставка", given: "none", used: "vat22" } }]);
    expect(cartOf("1350.00", [item({ price: "1000" }), delivery("350")]).lines[1]?.taxType).toBe(0);
  });

  it("that costs nothing is no line", () => {
    expect(cartOf("100.00", [item(), delivery("0")]).lines).toHaveLength(1);
  });

  it("that is missing from the items is named as a gap, or added when the settings say so", () => {
    expect(receipt("1350.00", [item({ price: "1000" })])).toEqual({
      ok: false,
      reason: "receipt_items_short",
      params: { total: "1000.00", amount: "1350.00", gap: "350.00" },
    });
    const cart = cartOf("1350.00", [item({ price: "1000" })], { missingAsDelivery: true, vatFallback: "none" });
    expect(cart.lines[1]).toMatchObject({ name: "Доставка", sum: 35_000n, paymentObject: 4, taxType: 0 });
    expect(stepKeys(cart)).toEqual(["delivery_added", "vat_missing", "defaults_used"]);
    expect(receipt("1350.00", [item({ price: "1000" })], { missingAsDelivery: true })).toMatchObject({ reason: "receipt_vat_missing" });
    expect(receipt("1360.00", [item({ price: "1000" }), delivery("350")], { missingAsDelivery: true })).toMatchObject({
      reason: "receipt_items_short",
    });
  });
});

describe("items missing", () => {
  it("is refused, or one line for the whole order", () => {
    expect(receipt("100.00", [])).toMatchObject({ ok: false, reason: "receipt_items_missing" });
    const cart = cartOf("100.00", [], { itemsMissing: "oneLine", vatFallback: "vat22" });
    expect(cart.lines).toMatchObject([{ name: "Оплата заказа 1042A", sum: 10_000n, taxType: 14 }]);
    expect(stepKeys(cart)).toEqual(["one_line", "vat_missing", "defaults_used"]);
    expect(cartOf("100.00", [], { itemsMissing: "oneLine", oneLineName: "Заказ", vatFallback: "none" }).lines[0]?.name).toBe("Заказ");
  });
});
