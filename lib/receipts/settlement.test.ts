import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cartOf } from "#testing/receipt-kit.ts";
import { delivery, item } from "#testing/receipt-orders.ts";
import { lineSum, total } from "./decimal.ts";
import { subtractLines } from "./lines-left.ts";
import { planPart } from "./plan-part.ts";
import { settlementOf } from "./settlement.ts";

const at = new Date("2026-10-20T10:00:00Z");

describe("settlementOf", () => {
  it("settles what was paid for in advance, and nothing else", () => {
    const cart = cartOf("300.00", [item(), item({ paymentMethod: "full_payment" }), delivery("100")]);
    const settled = settlementOf(cart, cart.lines, at);
    expect(settled).toMatchObject({ amount: 20_000n, createdAt: "2026-10-20T13:00:00", steps: [] });
    expect(settled?.lines.map(({ positionId, paymentMethod, sum }) => [positionId, paymentMethod, sum])).toEqual([[1, 4, 10_000n], [3, 4, 10_000n]]);
    const paid = cartOf("100.00", [item({ paymentMethod: "full_payment" })]);
    expect(settlementOf(paid, paid.lines, at)).toBeNull();
  });

  it("takes plain rates instead of calculated ones", () => {
    const cart = cartOf("200.00", [item({ vat: "vat122" }), item({ vat: "vat110" })]);
    const settled = settlementOf(cart, cart.lines, at);
    expect(settled?.lines.map(({ taxType }) => taxType)).toEqual([14, 2]);
    expect(settled?.steps.map(({ params }) => [params["from"], params["to"]])).toEqual([["vat122", "vat22"], ["vat110", "vat10"]]);
  });

  it("C-20 paid for in 2025, handed over in 2026: 22 %, and said so", () => {
    const cart = cartOf("200.00", [item({ vat: "vat20" }), item({ vat: "vat120" })], { at: "2025-12-30T10:00:00Z" });
    expect(cart.lines.map(({ taxType }) => taxType)).toEqual([6, 7]);
    const settled = settlementOf(cart, cart.lines, at);
    expect(settled?.lines.map(({ taxType }) => taxType)).toEqual([14, 14]);
    expect(settled?.steps.map(({ key }) => key)).toEqual(["vat_settled", "vat_settled"]);
    expect(settlementOf(cart, cart.lines, new Date("2025-12-31T20:59:59Z"))?.lines.map(({ taxType }) => taxType)).toEqual([6, 6]);
  });

  it("what odd sums given back have left over is worth price × quantity in every line", () => {
    const cart = cartOf("1300.00", [item({ price: "500", quantity: "2" }), delivery("300")]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40_000 }), { minLength: 1, maxLength: 3 }), (given) => {
        let left = cart.lines;
        for (const amount of given) {
          const part = planPart(left, BigInt(amount));
          if (!part) return;
          left = subtractLines(left, part.lines);
        }
        const settled = settlementOf(cart, left, at);
        expect(settled?.lines.filter(({ price, quantity, sum }) => lineSum(price, quantity) !== sum)).toEqual([]);
        expect(settled?.amount).toBe(total(left.map(({ sum }) => sum)));
        expect(new Set(settled?.lines.map(({ positionId }) => positionId)).size).toBe(settled?.lines.length);
        expect(new Set(settled?.lines.map(({ itemCode }) => itemCode)).size).toBe(settled?.lines.length);
      }),
      { numRuns: 2_000 },
    );
  });

  it("for one: a kopeck of two pieces at 500.00", () => {
    const cart = cartOf("1000.00", [item({ price: "500", quantity: "2" })]);
    const left = subtractLines(cart.lines, planPart(cart.lines, 1n)?.lines ?? []);
    const settled = settlementOf(cart, left, at);
    expect(settled?.lines.map(({ quantity, price, sum }) => [quantity, price, sum])).toEqual([[999n, 50_024n, 49_974n], [1000n, 50_025n, 50_025n]]);
    expect(settled?.steps.map(({ key }) => key)).toEqual(["line_split"]);
  });

  it("an advance was for goods after all", () => {
    const cart = cartOf("100.00", [item({ paymentMethod: "advance", paymentObject: "payment" })]);
    expect(settlementOf(cart, cart.lines, at)?.lines).toMatchObject([{ paymentMethod: 4, paymentObject: 1 }]);
  });
});
