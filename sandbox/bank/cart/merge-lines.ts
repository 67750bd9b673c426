import type { CartItem } from "./cart-shape.ts";
import { itemTotal } from "./check-cart.ts";
import { quantityNumber, thousandths } from "./line-amount.ts";

/** Adds lines to lines; the same position becomes one line again. */
export function mergeLines(lines: readonly CartItem[], more: readonly CartItem[]): CartItem[] {
  const merged = new Map(lines.map((line) => [line.positionId, line]));
  for (const line of more) {
    const known = merged.get(line.positionId);
    merged.set(line.positionId, known === undefined ? line : sum(known, line));
  }
  return [...merged.values()];
}

function sum(one: CartItem, other: CartItem): CartItem {
  const quantity = (thousandths(one.quantity.value) ?? 0n) + (thousandths(other.quantity.value) ?? 0n);
  return {
    ...one,
    quantity: { ...one.quantity, value: quantityNumber(quantity) },
    itemAmount: itemTotal(one) + itemTotal(other),
  };
}
