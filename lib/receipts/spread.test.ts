import fc from "fast-check";
import { expect, it } from "vitest";
import { spread } from "./spread.ts";

it("gives kopecks to the largest remainders, earlier lines first", () => {
  expect(spread(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n]);
  expect(spread(10n, [5n, 3n, 2n])).toEqual([5n, 3n, 2n]);
  expect(spread(1n, [1n, 100n])).toEqual([0n, 1n]);
  expect(spread(3n, [0n, 1n, 0n])).toEqual([0n, 3n, 0n]);
  expect(() => spread(1n, [0n])).toThrow(RangeError);
});

it("adds up, stays within a kopeck of the exact share and within the weight", () => {
  const weights = fc.array(fc.bigInt({ min: 0n, max: 10n ** 9n }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(weights, fc.bigInt({ min: 0n, max: 10n ** 9n }), (list, wish) => {
      const all = list.reduce((sum, weight) => sum + weight, 0n);
      fc.pre(all > 0n);
      const total = wish % (all + 1n);
      const shares = spread(total, list);
      expect(shares.reduce((sum, share) => sum + share, 0n)).toBe(total);
      shares.forEach((share, index) => {
        const weight = list[index] ?? 0n;
        const off = share * all - total * weight;
        expect(off < all && off > -all).toBe(true);
        expect(share <= weight).toBe(true);
      });
    }),
  );
});
