import type { CartLine } from "./cart.ts";
import { lineSum, roundDiv, smaller } from "./decimal.ts";
import { priceFor } from "./split-line.ts";

/** Parts of a line with the price, name and rate it was sold with. Quantities are thousandths, sums kopecks. */

const part = (line: CartLine, quantity: bigint, sum: bigint): CartLine => ({ ...line, quantity, sum });

/** Would what remains of the line still be worth price × quantity? A line that is not even now has nothing to lose. */
function leavesExactRest({ price, quantity, sum }: CartLine, takenQuantity: bigint, takenSum: bigint): boolean {
  const exact = lineSum(price, quantity) === sum;
  return !exact || lineSum(price, quantity - takenQuantity) === sum - takenSum;
}

/** Whole pieces of a line that cost exactly `amount`, less than all of it; null when there are none. */
export function unitsOf(line: CartLine, amount: bigint): CartLine | null {
  if (line.price <= 0n || amount >= line.sum || amount % line.price !== 0n) return null;
  const quantity = (amount / line.price) * 1000n;
  return quantity < line.quantity && leavesExactRest(line, quantity, amount) ? part(line, quantity, amount) : null;
}

/**
 * A fraction of a line that costs exactly `amount`, less than all of it; null when its price cannot express it.
 * @param exactRest what remains of the line must be worth price × quantity too
 */
export function shareOf(line: CartLine, amount: bigint, exactRest = true): CartLine | null {
  if (line.price <= 0n || amount >= line.sum) return null;
  const near = roundDiv(amount * 1000n, line.price);
  for (const quantity of [near, near - 1n, near + 1n]) {
    const fits = quantity > 0n && quantity < line.quantity && lineSum(line.price, quantity) === amount;
    if (fits && (!exactRest || leavesExactRest(line, quantity, amount))) return part(line, quantity, amount);
  }
  return null;
}

const TRIED_LINES = 8;
const TRIED_QUANTITIES = 3_000n;

/** A little of one line so that another can express the rest; null when no two lines can. */
export function sharesOf(lines: readonly CartLine[], amount: bigint): [CartLine, CartLine] | null {
  const tried = lines.slice(0, TRIED_LINES);
  for (const main of tried) {
    for (const helper of tried) {
      if (helper === main) continue;
      const end = smaller(helper.quantity - 1n, TRIED_QUANTITIES);
      for (let quantity = 1n; quantity <= end; quantity++) {
        const sum = lineSum(helper.price, quantity);
        if (sum >= amount || sum >= helper.sum) break;
        if (sum === 0n || !leavesExactRest(helper, quantity, sum)) continue;
        const rest = shareOf(main, amount - sum);
        if (rest) return [rest, part(helper, quantity, sum)];
      }
    }
  }
  return null;
}

const TRIED_AROUND = 200n;

/** Quantities near the proportional one, the nearest first, then one below a whole unit, where a price always fits. */
function* quantitiesFor(line: CartLine, amount: bigint): Generator<bigint> {
  const near = roundDiv(amount * line.quantity, line.sum);
  for (let away = 0n; away <= TRIED_AROUND; away++) {
    yield near - away;
    yield near + away;
  }
  yield smaller(999n, line.quantity - 1n);
}

export interface Repriced {
  line: CartLine;
  /** Kopecks per unit it was sold at. */
  was: bigint;
}

/** All of a line, or `amount` of it, at a price that makes it come out exactly; of a part some quantity stays behind. */
function reprice(line: CartLine, amount: bigint): Repriced | null {
  const was = line.price;
  if (amount === line.sum) {
    const price = priceFor(amount, line.quantity);
    return price === null || price === 0n ? null : { line: { ...line, price }, was };
  }
  for (const quantity of quantitiesFor(line, amount)) {
    if (quantity <= 0n || quantity >= line.quantity) continue;
    const price = priceFor(amount, quantity);
    if (price !== null && price > 0n) return { line: { ...line, quantity, price, sum: amount }, was };
  }
  return null;
}

const bySum = (a: CartLine, b: CartLine): number => (a.sum === b.sum ? a.positionId - b.positionId : a.sum < b.sum ? -1 : 1);

/**
 * `amount` of lines at prices that make them come out exactly: one line if one is large enough, else several.
 * null when it cannot be done, because only the smallest quantities are left.
 */
export function repriced(lines: readonly CartLine[], amount: bigint): Repriced[] | null {
  const ascending = [...lines].sort(bySum);
  for (const line of ascending) {
    const cut = line.sum > amount ? reprice(line, amount) : null;
    if (cut) return [cut];
  }
  const cuts: Repriced[] = [];
  let rest = amount;
  for (const line of ascending.toReversed()) {
    const wanted = smaller(line.sum, rest);
    // A kopeck stays behind where no price fits the whole.
    const cut = reprice(line, wanted) ?? (wanted === line.sum && wanted > 1n ? reprice(line, wanted - 1n) : null);
    if (!cut) continue;
    cuts.push(cut);
    rest -= cut.line.sum;
    if (rest === 0n) return cuts;
  }
  return null;
}
