import type { StoredCustomer, StoredItem } from "#lib/retailcrm/callback-schemas.ts";
import { buildCart } from "#lib/receipts/build-cart.ts";
import type { Cart, CartResult } from "#lib/receipts/cart.ts";
import { fiscalDefaults, type FiscalSettings } from "#lib/receipts/fiscal-schema.ts";
import { parseRoubles } from "#lib/money.ts";
import { customer } from "./receipt-orders.ts";

export interface Trial extends Partial<FiscalSettings> {
  taxSystem?: number;
  /** Moment of the sale. */
  at?: string;
  buyer?: StoredCustomer | null;
}

export const kopecks = (roubles: string): bigint => {
  const parsed = parseRoubles(roubles);
  if (!parsed.ok) throw new Error(`no sum: ${roubles}`);
  return parsed.kopecks;
};

/** The receipt of an invoice for `amount` roubles over these items. */
export function receipt(amount: string, items: StoredItem[], trial: Trial = {}): CartResult {
  const { taxSystem = 0, at = "2026-10-12T11:00:00Z", buyer = customer, ...settings } = trial;
  return buildCart({
    source: { items, customer: buyer },
    amount: kopecks(amount),
    orderNumber: "1042A",
    taxSystem,
    settings: { ...fiscalDefaults, enabled: true, ...settings },
    at: new Date(at),
  });
}

export function cartOf(amount: string, items: StoredItem[], trial: Trial = {}): Cart {
  const made = receipt(amount, items, trial);
  if (!made.ok) throw new Error(`refused: ${made.reason} ${JSON.stringify(made.params)}`);
  return made.cart;
}

/** Lines as people read them: "2 x 13500 = 27000". */
export const written = ({ lines }: Pick<Cart, "lines">): string[] =>
  lines.map(({ quantity, price, sum }) => `${String(Number(quantity) / 1000)} x ${String(price)} = ${String(sum)}`);

export const stepKeys = ({ steps }: Cart): string[] => steps.map(({ key }) => key);
export const warningKeys = ({ warnings }: Cart): string[] => warnings.map(({ key }) => key);
