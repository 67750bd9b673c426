import { formatRoubles } from "#lib/money.ts";
import { lineSum, quantityText, roundDiv } from "./decimal.ts";

/** A piece of a line as the bank counts it: its sum is price × quantity, rounded half up (protocols: alfabank 7.3). */
export interface Piece {
  /** Thousandths. */
  quantity: bigint;
  /** Kopecks per unit. */
  price: bigint;
  /** Kopecks. */
  sum: bigint;
}

/** For people: "1.999 × 500.00". */
export const pieceText = ({ quantity, price }: Piece): string => `${quantityText(quantity)} × ${formatRoubles(price)}`;

export type Split =
  | { kind: "whole"; piece: Piece }
  /** The same goods at two prices, one kopeck apart. */
  | { kind: "split"; pieces: [Piece, Piece] }
  /** So cheap that a piece would cost nothing: sold as one, with the quantity in the name. */
  | { kind: "folded"; piece: Piece };

/** The whole line as one unit at its sum. */
export const asOne = (sum: bigint): Piece => ({ quantity: 1000n, price: sum, sum });

const whole = (quantity: bigint, price: bigint, sum: bigint): Split => ({ kind: "whole", piece: { quantity, price, sum } });

/** The price per unit, in whole kopecks, at which the quantity costs exactly the sum; null when there is none. */
export function priceFor(sum: bigint, quantity: bigint): bigint | null {
  const near = roundDiv(sum * 1000n, quantity);
  for (const price of [near, near - 1n, near + 1n]) {
    if (price >= 0n && lineSum(price, quantity) === sum) return price;
  }
  return null;
}

/**
 * Writes a line so that its sum comes out exactly. `price` is the one RetailCRM gave and is kept where it fits.
 * Whole units are moved to a price one kopeck higher until the rest fits, which always works out: each adds one kopeck.
 */
export function splitLine(sum: bigint, quantity: bigint, price: bigint | null): Split {
  if (price !== null && lineSum(price, quantity) === sum) return whole(quantity, price, sum);
  const single = priceFor(sum, quantity);
  if (single !== null && (single > 0n || sum === 0n)) return whole(quantity, single, sum);
  let unit = (sum * 1000n) / quantity;
  if (lineSum(unit, quantity) > sum) unit -= 1n;
  const dearer = sum - lineSum(unit, quantity);
  const rest = quantity - dearer * 1000n;
  const restSum = lineSum(unit, rest);
  // No piece may come out free.
  if (restSum <= 0n) return { kind: "folded", piece: asOne(sum) };
  return {
    kind: "split",
    pieces: [
      { quantity: rest, price: unit, sum: restSum },
      { quantity: dearer * 1000n, price: unit + 1n, sum: sum - restSum },
    ],
  };
}
