import type { CartLine } from "./cart.ts";

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
