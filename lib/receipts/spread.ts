import { total } from "./decimal.ts";

/**
 * Shares of an amount in proportion to weights, whole kopecks that add up to it: floors first, then one kopeck each to the
 * largest remainders, earlier lines first. Weights are ≥ 0 and not all zero; a weight of 0 gets nothing, and no share is
 * larger than its weight as long as the amount is not larger than all weights together.
 */
export function spread(amount: bigint, weights: readonly bigint[]): bigint[] {
  const all = total(weights);
  if (all <= 0n) throw new RangeError("nothing to spread over");
  const shares = weights.map((weight) => (amount * weight) / all);
  const left = Number(amount - total(shares));
  const byRemainder = weights
    .map((weight, index) => ({ index, rest: (amount * weight) % all }))
    .sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  for (const { index } of byRemainder.slice(0, left)) shares[index] = (shares[index] ?? 0n) + 1n;
  return shares;
}
