import type { Receipt } from "#lib/generated/prisma/client.ts";
import { formatRoubles } from "#lib/money.ts";
import type { Cart, CartLine } from "./cart.ts";
import { quantityText, total } from "./decimal.ts";
import type { Step } from "./explanation.ts";
import type { PaymentMethod, PaymentObject } from "./fiscal-schema.ts";
import { unitWord } from "./measure.ts";
import { methodOf, objectOf } from "./payment-codes.ts";
import { rateOfCode, taxInside } from "./vat-table.ts";

/** What may leave the server about receipts. Sums are roubles with two decimals, quantities decimal text. */

export interface LineView {
  positionId: number;
  itemCode: string;
  name: string;
  quantity: string;
  unit: string;
  price: string;
  sum: string;
  /** RetailCRM's code of the rate. */
  vat: string;
  /** VAT inside the sum. */
  tax: string;
  paymentMethod: PaymentMethod;
  paymentObject: PaymentObject;
  marked: boolean;
}

export const lineView = (line: CartLine): LineView => ({
  positionId: line.positionId,
  itemCode: line.itemCode,
  name: line.name,
  quantity: quantityText(line.quantity),
  unit: unitWord(line.measure),
  price: formatRoubles(line.price),
  sum: formatRoubles(line.sum),
  vat: rateOfCode(line.taxType).name,
  tax: formatRoubles(taxInside(line.sum, rateOfCode(line.taxType))),
  paymentMethod: methodOf(line.paymentMethod),
  paymentObject: objectOf(line.paymentObject),
  marked: line.nomenclature !== undefined,
});

/** VAT of the whole receipt, one line per rate, in the order of the table. */
function taxTotals(lines: readonly CartLine[]) {
  const codes = [...new Set(lines.map(({ taxType }) => taxType))].sort((a, b) => a - b);
  return codes.map((code) => {
    const own = lines.filter(({ taxType }) => taxType === code);
    const rate = rateOfCode(code);
    return {
      vat: rate.name,
      sum: formatRoubles(total(own.map(({ sum }) => sum))),
      tax: formatRoubles(total(own.map(({ sum }) => taxInside(sum, rate)))),
    };
  });
}

export const cartView = (cart: Cart) => ({
  lines: cart.lines.map(lineView),
  amount: formatRoubles(cart.amount),
  taxes: taxTotals(cart.lines),
  createdAt: cart.createdAt,
  taxSystem: cart.taxSystem,
  buyer: cart.buyer,
  steps: cart.steps,
  warnings: cart.warnings,
});

export type CartView = ReturnType<typeof cartView>;

/** Lines of a receipt that says less than the whole order, and why these. */
export interface ContentView {
  lines: LineView[];
  steps: Step[];
}

export const contentView = (lines: readonly CartLine[], steps: Step[]): ContentView => ({ lines: lines.map(lineView), steps });

export const receiptView = (receipt: Receipt, content: ContentView | null) => ({
  id: receipt.id,
  kind: receipt.kind,
  status: receipt.state,
  amount: formatRoubles(receipt.amount),
  url: receipt.url,
  at: receipt.issuedAt?.toISOString() ?? null,
  /** "bank_failed" or "not_made". */
  error: receipt.error,
  uuid: receipt.uuid,
  fiscal: receipt.fiscal,
  createdAt: receipt.createdAt.toISOString(),
  /** null: that of the whole order. */
  content,
});

export type ReceiptView = ReturnType<typeof receiptView>;

/** A preview: the receipt and the cart as the bank would get it, or why there can be none, in the reader's words. */
export type PreviewView =
  | { ok: true; receipt: CartView; orderBundle: unknown; taxSystem: number }
  | { ok: false; reason: string; message: string };
