import type { Cart, CartLine } from "./cart.ts";
import { total } from "./decimal.ts";

/** What is left of lines after some of them were given back, wholly or in part. */
export function subtractLines(lines: readonly CartLine[], taken: readonly CartLine[]): CartLine[] {
  const byPosition = new Map(taken.map((line) => [line.positionId, line]));
  return lines.flatMap((line) => {
    const gone = byPosition.get(line.positionId);
    if (!gone) return [line];
    const left = { ...line, quantity: line.quantity - gone.quantity, sum: line.sum - gone.sum };
    return left.quantity > 0n ? [left] : [];
  });
}

/** A capture or refund of ours that the bank carried out; `lines` null when none went along. */
export interface DoneWrite {
  kind: "deposit" | "refund";
  lines: readonly CartLine[] | null;
}

/**
 * Lines that can still be given back: those that were captured, less those of each refund.
 * @param writes oldest first
 * @param sum kopecks the bank still holds captured, or has on hold
 * @returns null when our books and the bank's differ, because something was done in the bank's cabinet
 */
export function linesLeft(cart: Pick<Cart, "lines">, writes: readonly DoneWrite[], sum: bigint): CartLine[] | null {
  let lines = cart.lines;
  for (const write of writes) {
    if (!write.lines) continue;
    lines = write.kind === "deposit" ? [...write.lines] : subtractLines(lines, write.lines);
  }
  return total(lines.map((line) => line.sum)) === sum ? lines : null;
}
