import { describe, expect, it } from "vitest";
import { takePart } from "#sandbox/bank/cart/take-part.ts";
import { checkCart } from "#sandbox/bank/cart/check-cart.ts";
import { merchantSchema } from "#sandbox/bank/core/merchant.ts";
import { cartOf, kopecks, written } from "#testing/receipt-kit.ts";
import { delivery, item, order, randomFrom, randomItems } from "#testing/receipt-orders.ts";
import { isBankSum } from "#testing/receipt-oracle.ts";
import { buildCart } from "./build-cart.ts";
import type { Cart } from "./cart.ts";
import { fiscalDefaults } from "./fiscal-schema.ts";
import { subtractLines } from "./lines-left.ts";
import { bundleItem, orderBundle } from "./order-bundle.ts";
import { type Part, planPart } from "./plan-part.ts";

const tea = item({ name: "Чай", price: "350", quantity: "2" });
const cart = cartOf("1000.00", [tea, delivery("300")]);
const plan = (amount: string, of: Cart = cart): Part => {
  const part = planPart(of.lines, kopecks(amount));
  if (!part) throw new Error("no part");
  return part;
};
const keys = ({ steps }: Part): string[] => steps.map(({ key }) => key);

describe("planPart", () => {
  it("everything is all lines", () => {
    expect(plan("1000.00")).toEqual({ lines: cart.lines, soldPrices: true, steps: [] });
  });

  it("a line, or pieces of one, that cost exactly this come first", () => {
    expect(written(plan("300.00"))).toEqual(["1 x 30000 = 30000"]);
    expect(written(plan("700.00"))).toEqual(["2 x 35000 = 70000"]);
    expect(plan("350.00")).toMatchObject({
      lines: [{ positionId: 1, name: "Чай", itemCode: "1", price: 35_000n, quantity: 1000n, taxType: 14 }],
      steps: [{ key: "part_units", params: { line: 1, item: "Чай", quantity: "1", sum: "350.00" } }],
    });
  });

  it("whole lines, then a proportional part", () => {
    const part = plan("850.00");
    expect(written(part)).toEqual(["2 x 35000 = 70000", "0.5 x 30000 = 15000"]);
    expect(keys(part)).toEqual(["part_lines", "part_share"]);
  });

  it("C-55 a hold of 1000.00 captured with 700.00", () => {
    expect(written(plan("700.00", cartOf("1000.00", [item({ price: "1000" })])))).toEqual(["0.7 x 100000 = 70000"]);
  });

  it("two lines express what one cannot", () => {
    const part = plan("50.50", cartOf("1123.45", [item({ price: "1000" }), item({ price: "123.45" })]));
    expect(part.soldPrices).toBe(true);
    expect(part.lines).toHaveLength(2);
  });

  it("a whole line is spared when shares of it make the rest come out", () => {
    const order = cartOf("4269.00", [item({ price: "32.91" }), item({ price: "32.92", quantity: "2" }), item({ price: "3820.25" }), delivery("350")]);
    const part = plan("500.00", order);
    expect(part.soldPrices).toBe(true);
    expect(written(part)).toEqual(["1 x 3291 = 3291", "2 x 3292 = 6584", "0.101 x 382025 = 38585", "0.044 x 35000 = 1540"]);
    expect(keys(part)).toEqual(["part_lines", "part_share", "part_share"]);
  });

  it("a price of its own when nothing else is exact, and a quantity stays behind", () => {
    const one = cartOf("1000.00", [item({ price: "1000" })]);
    const part = plan("333.33", one);
    expect(part.soldPrices).toBe(false);
    expect(written(part)).toEqual(["0.333 x 100099 = 33333"]);
    expect(subtractLines(one.lines, part.lines)).toMatchObject([{ quantity: 667n, sum: 66_667n, price: 100_000n }]);
  });

  it("the rest of a line that no longer divides is left to the bank", () => {
    const one = cartOf("1000.00", [item({ price: "1000" })]);
    const left = subtractLines(one.lines, plan("333.33", one).lines);
    expect(planPart(left, 66_667n)).toBeNull();
    expect(planPart(left, 10_000n)?.lines).toMatchObject([{ price: 100_000n, quantity: 100n }]);
  });

  it("marked pieces are cut last", () => {
    const markingCode = "010460043993125621JgXJ5.T\u001d8005112000";
    const mixed = cartOf("600.00", [item({ price: "500", markingCode }), item({ price: "100" })]);
    expect(plan("50.00", mixed).lines).toMatchObject([{ positionId: 2 }]);
    expect(plan("250.00", mixed).lines.map(({ positionId }) => positionId)).toEqual([1, 2]);
  });

  it("never more than there is, never nothing", () => {
    expect(() => planPart(cart.lines, 0n)).toThrow(RangeError);
    expect(() => planPart(cart.lines, 100_001n)).toThrow(RangeError);
  });
});

/** Gives back random parts until nothing is left, as the bank counts them. */
function giveBackAll(seed: number): { parts: number; repriced: number } {
  const random = randomFrom(seed);
  const items = randomItems(random).slice(0, 12);
  const sums = items.map((one) => item({ ...one, price: one.price?.replace(",", ".") ?? "" }));
  const amount = BigInt(random.between(1_000, 5_000_000));
  const settings = { ...fiscalDefaults, enabled: true, missingAsDelivery: true, vatFallback: "none" as const };
  const made = buildCart({ source: order(...sums), amount, orderNumber: "1", taxSystem: 0, settings, at: new Date("2026-10-12T11:00:00Z") });
  if (!made.ok) return { parts: 0, repriced: 0 };
  const merchant = merchantSchema.parse({ login: "shop-api", password: "secret" });
  const loose = merchantSchema.parse({ ...merchant, cart: { ...merchant.cart, partItems: "sums" } });
  const bundle = checkCart(JSON.stringify(orderBundle(made.cart)), { merchant, amount: Number(amount), at: Date.parse("2026-10-12T11:00:00Z"), ofdParams: {} });
  let atBank = bundle.cartItems.items;
  let lines = made.cart.lines;
  let left = amount;
  let parts = 0;
  let repriced = 0;
  while (left > 0n) {
    const wanted = random.chance(25) || left < 3n ? left : 1n + (left * BigInt(random.between(0, 999))) / 1_000n;
    const sum = wanted > left ? left : wanted;
    const part = planPart(lines, sum);
    if (!part) {
      if (sum < left && lines.some(({ quantity }) => quantity > 1n)) throw new Error(`seed ${String(seed)}: no part of ${String(sum)}`);
      break;
    }
    const wrong = part.lines.find((line) => !isBankSum(line) || line.quantity <= 0n || line.sum < 0n);
    if (wrong) throw new Error(`seed ${String(seed)}: illegal line ${wrong.name}`);
    const json = JSON.stringify({ items: part.lines.map((line) => bundleItem(line, made.cart)) });
    atBank = takePart(json, atBank, Number(sum), part.soldPrices ? merchant : loose).rest;
    lines = subtractLines(lines, part.lines);
    if (lines.some((line) => line.quantity < 0n || line.sum < 0n)) throw new Error(`seed ${String(seed)}: more than there is`);
    left -= sum;
    parts += 1;
    if (!part.soldPrices) repriced += 1;
  }
  return { parts, repriced };
}

it("random parts of random carts are exact, and the bank's own check takes them", () => {
  let parts = 0;
  for (let seed = 1; seed <= 600; seed++) parts += giveBackAll(seed * 7_919).parts;
  expect(parts).toBeGreaterThan(1_000);
});
