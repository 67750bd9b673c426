import { formatRoubles } from "#lib/money.ts";
import type { CartLine } from "./cart.ts";
import { lineSum, quantityText, total } from "./decimal.ts";
import type { Step } from "./explanation.ts";
import { type Repriced, repriced, shareOf, sharesOf, unitsOf } from "./share-line.ts";

/** What a partial capture or refund is for: lines of the cart, wholly or in part, that add up to its amount. */
export interface Part {
  lines: CartLine[];
  /** false: a line had to take another price than it was sold at; some banks refuse that. */
  soldPrices: boolean;
  steps: Step[];
}

const isExact = ({ price, quantity, sum }: CartLine): boolean => lineSum(price, quantity) === sum;

const sumOf = (lines: readonly CartLine[]): bigint => total(lines.map(({ sum }) => sum));

const told = (key: "part_units" | "part_share", line: CartLine): Step => ({
  key,
  params: { line: line.positionId, item: line.name, quantity: quantityText(line.quantity), sum: formatRoubles(line.sum) },
});

const toldPrice = ({ line, was }: Repriced): Step => ({
  key: "part_price",
  params: {
    line: line.positionId,
    item: line.name,
    quantity: quantityText(line.quantity),
    price: formatRoubles(line.price),
    was: formatRoubles(was),
  },
});

const wholeLines = (lines: readonly CartLine[]): Step[] =>
  lines.length === 0 ? [] : [{ key: "part_lines", params: { count: lines.length, sum: formatRoubles(sumOf(lines)) } }];

/** One line, or whole pieces of one, that cost exactly this: most likely what was returned. */
function singleLine(left: readonly CartLine[], amount: bigint): Part | null {
  const whole = left.find((line) => line.sum === amount && isExact(line));
  if (whole) return { lines: [whole], soldPrices: true, steps: wholeLines([whole]) };
  for (const line of left) {
    const units = unitsOf(line, amount);
    if (units) return { lines: [units], soldPrices: true, steps: [told("part_units", units)] };
  }
  return null;
}

/** Whole lines from the top as long as they fit. */
export function fillUp(left: readonly CartLine[], amount: bigint): { taken: CartLine[]; rest: bigint } {
  const taken: CartLine[] = [];
  let rest = amount;
  for (const line of left) {
    if (line.sum === 0n || line.sum > rest || !isExact(line)) continue;
    taken.push(line);
    rest -= line.sum;
  }
  return { taken, rest };
}

/** A marked piece cannot be cut, unless there is nothing else. */
function cuttable(lines: readonly CartLine[], rest: bigint): readonly CartLine[] {
  const plain = lines.filter(({ nomenclature }) => nomenclature === undefined);
  return plain.some(({ sum }) => sum > rest) ? plain : lines;
}

/** Pieces of one line, a share of one, or shares of two, at the prices of the sale. */
function exactShares(lines: readonly CartLine[], rest: bigint): Part | null {
  for (const line of lines) {
    const units = unitsOf(line, rest);
    if (units) return { lines: [units], soldPrices: true, steps: [told("part_units", units)] };
  }
  for (const line of lines) {
    const share = shareOf(line, rest);
    if (share) return { lines: [share], soldPrices: true, steps: [told("part_share", share)] };
  }
  const pair = sharesOf(lines, rest);
  if (pair) return { lines: pair, soldPrices: true, steps: pair.map((share) => told("part_share", share)) };
  for (const line of lines) {
    const share = shareOf(line, rest, false);
    if (share) return { lines: [share], soldPrices: true, steps: [told("part_share", share)] };
  }
  return null;
}

const SPARED = 4;

/**
 * Whole lines and what they leave over, at the prices of the sale. Where the remainder cannot be expressed, whole lines
 * are spared, the last first, until shares of them can.
 */
function wholeAndShares(open: readonly CartLine[], taken: readonly CartLine[], rest: bigint): Part | null {
  for (let spared = 0; spared <= Math.min(SPARED, taken.length); spared++) {
    const kept = taken.slice(0, taken.length - spared);
    const back = taken.slice(taken.length - spared);
    const missing = rest + sumOf(back);
    const shares = exactShares(cuttable([...open, ...back], missing), missing);
    if (shares) return joined(kept, shares);
  }
  return null;
}

const joined = (whole: readonly CartLine[], rest: Part): Part => ({
  lines: [...whole, ...rest.lines].sort((a, b) => a.positionId - b.positionId),
  soldPrices: rest.soldPrices,
  steps: [...wholeLines(whole), ...rest.steps],
});

/**
 * Lines for a partial capture or refund of `amount` kopecks out of what is left of a cart: a line that costs exactly this,
 * else whole lines first, then a proportional part. Each is worth price × quantity; names, codes, prices and rates are
 * those of the sale (protocols: alfabank 7.4).
 * @returns null when the bank's own books must do: everything is meant and it no longer divides, or nothing can be cut
 */
export function planPart(left: readonly CartLine[], amount: bigint): Part | null {
  const all = sumOf(left);
  if (amount <= 0n || amount > all) throw new RangeError("a part is more than nothing and at most everything");
  if (amount === all) return left.every(isExact) ? { lines: [...left], soldPrices: true, steps: [] } : null;
  const single = singleLine(left, amount);
  if (single) return single;
  const { taken, rest } = fillUp(left, amount);
  if (rest === 0n) return { lines: taken, soldPrices: true, steps: wholeLines(taken) };
  const open = left.filter((line) => line.sum > 0n && !taken.includes(line));
  const exact = wholeAndShares(open, taken, rest);
  if (exact) return exact;
  const others = repriced(cuttable(open, rest), rest);
  return others && joined(taken, { lines: others.map(({ line }) => line), soldPrices: false, steps: others.map(toldPrice) });
}
