/** depositItems and refundItems against the lines of the order (protocols: alfabank 7.4). */
import type { Merchant } from "../core/merchant.ts";
import { GatewayError } from "../gateway/gateway-error.ts";
import { type CartItem, partSchema } from "./cart-shape.ts";
import { itemTotal, parseShape } from "./check-cart.ts";
import { lineAmount, quantityNumber, thousandths } from "./line-amount.ts";

export interface Part {
  items: CartItem[];
  /** Lines left after the part was taken. */
  rest: CartItem[];
}

/**
 * @param lines what the part is taken from
 * @param amount kopecks the part must sum up to
 * @throws GatewayError 4 for a wrong shape, the merchant's cart code for a part that does not fit
 */
export function takePart(json: string, lines: readonly CartItem[], amount: number, merchant: Merchant): Part {
  const items = parseShape(json, partSchema);
  const rest = new Map(lines.map((line) => [line.positionId, line]));
  const strict = merchant.cart.partItems === "strict";
  const refuse = (why: string): never => {
    throw new GatewayError(Number(merchant.cart.errorCode), "wrongCart", why);
  };
  const taken = new Set<number>();
  for (const item of items) {
    const where = `позиция ${String(item.positionId)}`;
    const line = rest.get(item.positionId);
    if (taken.has(item.positionId)) refuse(`positionId повторяется: ${String(item.positionId)}`);
    taken.add(item.positionId);
    if (line === undefined) {
      if (strict) refuse(`${where}: нет в заказе или уже возвращена`);
      continue;
    }
    const fault = strict ? differs(item, line) : null;
    if (fault !== null) refuse(`${where}: ${fault}`);
    const left = subtract(line, item);
    if (left === null && strict) refuse(`${where}: больше, чем осталось`);
    if (left === null || left.quantity.value === 0) rest.delete(item.positionId);
    else rest.set(item.positionId, left);
  }
  const total = items.reduce((sum, item) => sum + itemTotal(item), 0);
  if (total !== amount) refuse(`сумма позиций ${String(total)} не равна amount ${String(amount)}`);
  return { items, rest: [...rest.values()] };
}

function differs(item: CartItem, line: CartItem): string | null {
  if (item.name !== line.name) return "name";
  if (item.itemCode !== line.itemCode) return "itemCode";
  if (item.tax !== undefined && item.tax.taxType !== line.tax?.taxType) return "taxType";
  const quantity = thousandths(item.quantity.value);
  if (quantity === null || quantity === 0n) return "quantity.value";
  if (line.itemPrice === undefined) return null;
  if (item.itemPrice !== line.itemPrice) return "itemPrice";
  // The last piece of a weighed line takes what rounding left over.
  const fits = itemTotal(item) === lineAmount(line.itemPrice, quantity) || itemTotal(item) === itemTotal(line);
  return fits ? null : "itemAmount не равен itemPrice × quantity";
}

function subtract(line: CartItem, item: CartItem): CartItem | null {
  const quantity = (thousandths(line.quantity.value) ?? 0n) - (thousandths(item.quantity.value) ?? 0n);
  const amount = itemTotal(line) - itemTotal(item);
  if (quantity < 0n || amount < 0) return null;
  return { ...line, quantity: { ...line.quantity, value: quantityNumber(quantity) }, itemAmount: amount };
}
