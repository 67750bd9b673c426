/** Strict reading of the cart rules (protocols: alfabank 7). Shape faults are error 4, rule faults the merchant's cart code. */
import { type z } from "zod";
import { parseLocal } from "../core/clock.ts";
import type { Merchant } from "../core/merchant.ts";
import { GatewayError } from "../gateway/gateway-error.ts";
import { bundleSchema, type Bundle, type CartItem } from "./cart-shape.ts";
import { checkAttributes } from "./check-attributes.ts";
import { checkCustomer } from "./check-customer.ts";
import { lineAmount, thousandths } from "./line-amount.ts";
import { includedTax, isTaxType, isTaxTypeOfDate } from "./tax-types.ts";

export interface CartContext {
  merchant: Merchant;
  /** Order amount in kopecks; null where any sum goes (closing receipts compare with their own amount). */
  amount: number;
  /** Moment of the sale, decides which VAT rates exist. */
  at: number;
  ofdParams: Record<string, unknown>;
}

/** @throws GatewayError 4 for what is not JSON of the right shape, 5 (or the merchant's code) for a broken rule */
export function checkCart(json: string, context: CartContext): Bundle {
  const bundle = parseShape(json, bundleSchema);
  const broken = cartFault(bundle, context);
  if (broken !== null) throw new GatewayError(Number(context.merchant.cart.errorCode), "wrongCart", broken);
  return bundle;
}

/** @throws GatewayError 4 naming the first field of the wrong shape */
export function parseShape<T>(json: string, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new GatewayError(4, "wrongFormat", "JSON");
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new GatewayError(4, "wrongFormat", parsed.error.issues[0]?.path.join(".") ?? "");
}

function cartFault(bundle: Bundle, context: CartContext): string | null {
  const { items } = bundle.cartItems;
  const lines = items.map((item) => itemFault(item, context));
  const total = items.reduce((sum, item) => sum + itemTotal(item), 0);
  return (
    dateFault(bundle.orderCreationDate) ??
    checkCustomer(bundle.customerDetails, context.ofdParams) ??
    repeated(items.map((item) => String(item.positionId)), "positionId") ??
    repeated(items.map((item) => item.itemCode), "itemCode") ??
    lines.find((fault) => fault !== null) ??
    (total === context.amount ? null : `сумма позиций ${String(total)} не равна amount ${String(context.amount)}`)
  );
}

/** Local ISO text; the old form is 13 digits of milliseconds. Seconds are a known mistake (error 5). */
function dateFault(date: string | number | undefined): string | null {
  if (date === undefined || parseLocal(String(date), 180) !== null || /^\d{13}$/.test(String(date))) return null;
  return "orderCreationDate";
}

function repeated(values: readonly string[], field: string): string | null {
  const seen = new Set<string>();
  for (const value of values) {
    if (seen.has(value)) return `${field} повторяется: ${value}`;
    seen.add(value);
  }
  return null;
}

/** What a line costs in kopecks. */
export function itemTotal(item: CartItem): number {
  return item.itemAmount ?? lineAmount(item.itemPrice ?? 0, thousandths(item.quantity.value) ?? 0n);
}

function itemFault(item: CartItem, { merchant, at, ofdParams }: Omit<CartContext, "amount">): string | null {
  const where = `позиция ${String(item.positionId)}`;
  const quantity = thousandths(item.quantity.value);
  if (item.positionId < 1) return `${where}: positionId`;
  if (quantity === null || quantity === 0n) return `${where}: quantity.value`;
  if (item.itemPrice === undefined && (merchant.cart.fiscal || item.itemAmount === undefined)) return `${where}: itemPrice`;
  if (item.itemCurrency !== undefined && !["643", "810"].includes(item.itemCurrency)) return `${where}: itemCurrency`;
  if (item.itemPrice !== undefined && itemTotal(item) !== lineAmount(item.itemPrice, quantity)) {
    return `${where}: itemAmount не равен itemPrice × quantity`;
  }
  const tax = taxFault(item, merchant, at, ofdParams) ?? checkAttributes(item, merchant.cart.attributesAreStrings);
  return tax === null ? null : `${where}: ${tax}`;
}

function taxFault(item: CartItem, merchant: Merchant, at: number, ofdParams: Record<string, unknown>): string | null {
  const { tax } = item;
  if (tax === undefined) return null;
  if (!isTaxType(tax.taxType)) return `taxType ${String(tax.taxType)} неизвестен`;
  const legacy = String(ofdParams["use_legacy_vat"]) === "true" || merchant.cart.oldVat === "accept";
  if (!legacy && !isTaxTypeOfDate(tax.taxType, at)) return `taxType ${String(tax.taxType)} не действует на дату чека`;
  if (tax.taxSum === undefined) return merchant.cart.taxSumRequired ? "taxSum" : null;
  // One kopeck of freedom: the documents do not say how the bank rounds.
  const off = Math.abs(tax.taxSum - includedTax(tax.taxType, itemTotal(item)));
  return merchant.cart.taxSumChecked && off > 1 ? "taxSum не соответствует ставке" : null;
}
