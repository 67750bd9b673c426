import type { StoredItem } from "#lib/retailcrm/callback-schemas.ts";
import { type Decimal, exactSum, inUnits, parseDecimal } from "./decimal.ts";
import { type Notes, refuse, type Refusal } from "./explanation.ts";

/** What the notes name an item by: its number from 1 and its name. */
export type Where = {
  line: number;
  item: string;
};

export interface ItemNumbers {
  ok: true;
  /** Thousandths. */
  quantity: bigint;
  /** Kopecks per unit; null when RetailCRM's price is not whole kopecks. */
  price: bigint | null;
  /** Kopecks: price × quantity, rounded once. */
  sum: bigint;
}

const MAX_QUANTITY = 99_999_999n;
const MAX_KOPECKS = 999_999_999_999n;
const SHOWN = 30;

type Given = Pick<StoredItem, "price" | "quantity">;

/** At most three decimals, which is all the bank and the receipt format take; more is never rounded away. */
function readQuantity({ quantity: given }: Given, where: Where, notes: Notes): { ok: true; quantity: bigint } | Refusal {
  if (given === null) {
    notes.steps.push({ key: "quantity_missing", params: where });
    return { ok: true, quantity: 1000n };
  }
  const shown = { ...where, quantity: given.slice(0, SHOWN) };
  const decimal = parseDecimal(given);
  if (!decimal || decimal.digits < 0n) return refuse("receipt_quantity_invalid", shown);
  const quantity = inUnits(decimal, 3);
  if (quantity === null) return refuse("receipt_quantity_precise", shown);
  return quantity > MAX_QUANTITY ? refuse("receipt_quantity_invalid", shown) : { ok: true, quantity };
}

function readPrice({ price: given }: Given, where: Where): { ok: true; decimal: Decimal; price: bigint | null } | Refusal {
  if (given === null) return refuse("receipt_price_missing", where);
  const decimal = parseDecimal(given);
  if (!decimal || decimal.digits < 0n) return refuse("receipt_price_invalid", { ...where, price: given.slice(0, SHOWN) });
  const price = inUnits(decimal, 2);
  return { ok: true, decimal: price === null ? decimal : { digits: price, scale: 2 }, price };
}

/** Price, quantity and sum of an item, exactly as RetailCRM means them. */
export function readNumbers(item: Given, where: Where, notes: Notes): ItemNumbers | Refusal {
  const counted = readQuantity(item, where, notes);
  if (!counted.ok) return counted;
  const priced = readPrice(item, where);
  if (!priced.ok) return priced;
  const { price } = priced;
  const sum = exactSum(priced.decimal, counted.quantity);
  if (sum > MAX_KOPECKS || (price ?? 0n) > MAX_KOPECKS) {
    return refuse("receipt_price_invalid", { ...where, price: (item.price ?? "").slice(0, SHOWN) });
  }
  return { ok: true, quantity: counted.quantity, price, sum };
}
