import type { CartLine } from "./cart.ts";
import { lineSum, total } from "./decimal.ts";
import { fillUp, planPart } from "./plan-part.ts";

/** The sums next to a part that can be expressed at the prices of the sale, kopecks. */
export interface NearestSums {
  lower: bigint | null;
  upper: bigint;
}

/** What to offer when a bank will not have a part at another price than that of the sale. */
export function nearestSums(left: readonly CartLine[], amount: bigint): NearestSums {
  const { taken, rest } = fillUp(left, amount);
  const base = amount - rest;
  let lower = base;
  let upper = total(left.map(({ sum }) => sum));
  for (const line of left) {
    if (line.price <= 0n || line.sum <= rest || taken.includes(line)) continue;
    const steps = (rest * 1000n) / line.price;
    for (const quantity of [steps - 1n, steps, steps + 1n, steps + 2n]) {
      if (quantity < 0n || quantity >= line.quantity) continue;
      const sum = base + lineSum(line.price, quantity);
      if (sum <= 0n || !planPart(left, sum)?.soldPrices) continue;
      if (sum < amount && sum > lower) lower = sum;
      if (sum > amount && sum < upper) upper = sum;
    }
  }
  return { lower: lower > 0n ? lower : null, upper };
}
