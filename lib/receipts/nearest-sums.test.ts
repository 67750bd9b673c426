import { expect, it } from "vitest";
import { cartOf, kopecks } from "#testing/receipt-kit.ts";
import { item } from "#testing/receipt-orders.ts";
import { nearestSums } from "./nearest-sums.ts";
import { planPart } from "./plan-part.ts";

it.each([
  [["1000"], "333.33", "333.00", "334.00"],
  [["1999.90"], "500.00", "499.98", "501.97"],
  [["1000", "2000"], "400.05", "400.00", "401.00"],
  [["1000"], "0.50", null, "1.00"],
])("%j: around %s lie %s and %s, which need no other price", (prices, amount, lower, upper) => {
  const { lines } = cartOf(prices.reduce((sum, price) => sum + Number(price), 0).toFixed(2), prices.map((price) => item({ price })));
  const nearest = nearestSums(lines, kopecks(amount));
  expect(nearest.lower).toBe(lower === null ? null : kopecks(lower));
  expect(nearest.upper).toBe(kopecks(upper));
  for (const sum of [nearest.lower, nearest.upper]) if (sum !== null) expect(planPart(lines, sum)?.soldPrices).toBe(true);
});
