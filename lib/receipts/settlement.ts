import { wallClock } from "#lib/clock.ts";
import type { Cart, CartLine } from "./cart.ts";
import { uniqueCodes } from "./cart-lines.ts";
import { lineSum, total } from "./decimal.ts";
import type { Step } from "./explanation.ts";
import { oneUnit } from "./measure.ts";
import { asOne, pieceText, splitLine } from "./split-line.ts";
import { plainOf, rateOfCode, successorOf, validityOn } from "./vat-table.ts";

const FULL_SETTLEMENT = 4;
const LAST_PREPAYMENT = 3;
const PAYMENT_OBJECT = 10;
const GOODS_OBJECT = 1;

const isPrepaid = ({ paymentMethod, sum }: CartLine): boolean => paymentMethod <= LAST_PREPAYMENT && sum > 0n;

/** The rate at which goods change hands: not a calculated one, and the one of that day, whenever they were paid for. */
function settledRate(line: CartLine, day: string, steps: Step[]): number {
  const paid = rateOfCode(line.taxType);
  const plain = plainOf(paid);
  const rate = (validityOn(plain, day) === "ended" ? successorOf(plain) : null) ?? plain;
  if (rate !== paid) {
    steps.push({ key: "vat_settled", params: { line: line.positionId, item: line.name, from: paid.name, to: rate.name } });
  }
  return rate.code;
}

/** Of a line of which an odd sum was given back, what is left may be worth a kopeck more or less than price × quantity. */
function exactly(line: CartLine, free: { position: () => number; code: ReturnType<typeof uniqueCodes> }, steps: Step[]): CartLine[] {
  const { sum, quantity, price, measure, nomenclature } = line;
  if (lineSum(price, quantity) === sum) return [line];
  const split = splitLine(sum, quantity, price);
  if (split.kind === "whole") return [{ ...line, ...split.piece }];
  // A code of marked goods stands on one line only.
  if (split.kind === "folded" || nomenclature !== undefined) return [{ ...line, ...asOne(sum), measure: oneUnit(measure) }];
  const [first, second] = split.pieces;
  steps.push({ key: "line_split", params: { line: line.positionId, item: line.name, first: pieceText(first), second: pieceText(second) } });
  const positionId = free.position();
  return [{ ...line, ...first }, { ...line, ...second, positionId, itemCode: free.code(line.itemCode, positionId) }];
}

/**
 * The second receipt, for the hand-over of goods that were paid for in advance (protocols: alfabank 4.12, 7.6).
 * @param left lines that were not given back
 * @returns null when nothing of them was paid for in advance
 */
export function settlementOf(cart: Cart, left: readonly CartLine[], at: Date): Cart | null {
  const createdAt = wallClock(at, "Europe/Moscow").replace(" ", "T");
  const steps: Step[] = [];
  let last = Math.max(0, ...cart.lines.map(({ positionId }) => positionId));
  const free = { position: () => (last += 1), code: uniqueCodes(cart.lines.map(({ itemCode }) => itemCode)) };
  const lines = left.filter(isPrepaid).flatMap((line): CartLine[] => {
    const settled = {
      ...line,
      taxType: settledRate(line, createdAt.slice(0, 10), steps),
      paymentMethod: FULL_SETTLEMENT,
      paymentObject: line.paymentObject === PAYMENT_OBJECT ? GOODS_OBJECT : line.paymentObject,
    };
    return exactly(settled, free, steps);
  });
  if (lines.length === 0) return null;
  return { ...cart, createdAt, lines, amount: total(lines.map(({ sum }) => sum)), steps, warnings: [] };
}
