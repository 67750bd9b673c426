import { describe, expect, it } from "vitest";
import type { StoredItem } from "#lib/retailcrm/callback-schemas.ts";
import { checkCart } from "#sandbox/bank/cart/check-cart.ts";
import { merchantSchema } from "#sandbox/bank/core/merchant.ts";
import { order, type Random, randomFrom, randomItems } from "#testing/receipt-orders.ts";
import { expectedSums, itemSum, judge, type OracleItem } from "#testing/receipt-oracle.ts";
import { buildCart } from "./build-cart.ts";
import type { CartLine, CartResult } from "./cart.ts";
import { fiscalDefaults } from "./fiscal-schema.ts";
import { subtractLines } from "./lines-left.ts";
import { orderBundle } from "./order-bundle.ts";
import { planPart } from "./plan-part.ts";
import { settlementOf } from "./settlement.ts";

/** A million on demand: RECEIPT_ORDERS=1000000; another million with another RECEIPT_SEED. */
const ORDERS = Number(process.env["RECEIPT_ORDERS"] ?? "100000");
const SEED = Number(process.env["RECEIPT_SEED"] ?? "20261125");

const at = new Date("2026-10-12T11:00:00Z");
const merchant = merchantSchema.parse({ login: "shop-api", password: "secret" });
const settings = { ...fiscalDefaults, enabled: true };

/** Sums as merchants make them: exact, with a discount of 0–100 %, off by kopecks, with free delivery, or wrong. */
function randomAmount(random: Random, items: readonly OracleItem[]): bigint {
  const sums = items.map(itemSum);
  const all = sums.reduce((sum, one) => sum + one, 0n);
  if (random.chance(20)) return all;
  if (random.chance(60)) return (all * BigInt(random.between(0, 100))) / 100n;
  if (random.chance(50)) return all + BigInt(random.between(-items.length, items.length));
  if (random.chance(50)) return (all * BigInt(random.between(1, 999_999))) / 1_000_000n;
  const deliveries = sums.filter((_, index) => items[index]?.isDelivery === true).reduce((sum, one) => sum + one, 0n);
  return random.chance(70) ? all - deliveries : all + BigInt(random.between(1, 500_000));
}

function makeOrder(seed: number, change: (items: StoredItem[], random: Random) => StoredItem[] = (items) => items) {
  const random = randomFrom(seed);
  const items = change(randomItems(random), random);
  const plain = items.map((item): OracleItem => ({
    name: item.name ?? "",
    price: item.price ?? "",
    quantity: item.quantity ?? "",
    isDelivery: item.name === "Доставка",
  }));
  return { source: order(...items), plain, amount: randomAmount(random, plain) };
}

const build = ({ source, amount }: ReturnType<typeof makeOrder>) =>
  buildCart({ source, amount, orderNumber: "1042A", taxSystem: 0, settings, at });

/** Half of the goods with a marking code each: pieces one by one or in parts, and what is weighed out of a pack. */
const markHalf = (items: StoredItem[], random: Random): StoredItem[] =>
  items.map((item, index) => {
    if (item.name === "Доставка" || random.chance(50)) return item;
    const quantity = item.measurementUnit === "кг" ? item.quantity : random.chance(60) ? "1" : "0.333";
    return { ...item, quantity, productCode: `444D${index.toString(16).padStart(8, "0")}` };
  });

const codesOf = (lines: readonly CartLine[]): string[] => lines.flatMap(({ nomenclature }) => nomenclature ?? []);

/** null, or what is wrong with the receipt of this order. */
function fault(made: ReturnType<typeof makeOrder>, result: CartResult): string | null {
  if (made.amount <= 0n || made.amount > 999_999_999_999n) return result.ok ? "no such payment" : null;
  if (!result.ok) {
    const reason = expectedSums(made.plain, made.amount) === "short" ? "receipt_items_short" : "none";
    return result.reason === reason ? null : `refused: ${result.reason}`;
  }
  const { lines } = result.cart;
  if (new Set(lines.map(({ itemCode }) => itemCode)).size !== lines.length) return "itemCode repeated";
  if (lines.some(({ positionId }, index) => positionId !== index + 1)) return "positionId";
  return judge(made.plain, made.amount, lines);
}

/** Milliseconds of this thread's own work: what else the machine does meanwhile does not count. */
function worked(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

describe("C-01 C-02 C-05 C-07 random orders", () => {
  it(`${String(ORDERS)} receipts add up as the oracle says, each in under 5 ms (p99)`, { timeout: 1_200_000 }, () => {
    const slowest = new Float64Array(ORDERS);
    for (let index = 0; index < ORDERS; index++) {
      const seed = (SEED + index * 7_919) % 2_147_483_647;
      const made = makeOrder(seed);
      const started = worked();
      const result = build(made);
      slowest[index] = worked() - started;
      const wrong = fault(made, result);
      if (wrong !== null) expect.fail(`seed ${String(seed)}: ${wrong}, invoice ${String(made.amount)}, ${JSON.stringify(made.plain)}`);
    }
    expect(slowest.toSorted()[Math.floor(ORDERS * 0.99)]).toBeLessThan(5);
  });

  it("the bank's own check takes the carts, and the same order gives the same cart", () => {
    let checked = 0;
    for (let seed = 1; seed <= 1_500; seed++) {
      const made = makeOrder(seed * 104_729);
      const result = build(made);
      if (!result.ok) continue;
      const json = JSON.stringify(orderBundle(result.cart));
      const bundle = checkCart(json, { merchant, amount: Number(made.amount), at: at.getTime(), ofdParams: {} });
      expect(bundle.cartItems.items).toHaveLength(result.cart.lines.length);
      expect(build(made)).toEqual(result);
      checked += 1;
    }
    expect(checked).toBeGreaterThan(1_000);
  });

  it("no marking code stands on two lines: of a sale, of a part given back, of the settlement of what is left", () => {
    let marked = 0;
    for (let seed = 1; seed <= 2_000; seed++) {
      const result = build(makeOrder(seed * 15_485_863, markHalf));
      if (!result.ok) continue;
      const { cart } = result;
      const given = (cart.amount * BigInt(seed % 100)) / 100n;
      const part = given > 0n ? planPart(cart.lines, given) : null;
      const settled = settlementOf(cart, subtractLines(cart.lines, part?.lines ?? []), at);
      for (const lines of [cart.lines, part?.lines ?? [], settled?.lines ?? []]) {
        const codes = codesOf(lines);
        expect(new Set(codes).size, `seed ${String(seed)}`).toBe(codes.length);
        marked += codes.length;
      }
    }
    expect(marked).toBeGreaterThan(5_000);
  });
});
