import type { Payment, Sync } from "#lib/generated/prisma/client.ts";
import type { StoredSource } from "#lib/retailcrm/callback-schemas.ts";
import { buildCart } from "./build-cart.ts";
import type { CartResult } from "./cart.ts";
import { readFiscal } from "./fiscal-schema.ts";

/** The receipt to register a payment's bank order with; null when receipts are off: then the bank gets no cart at all. */
export function receiptOfOrder(
  { source, amount, orderNumber }: Pick<Payment, "source" | "amount" | "orderNumber">,
  { fiscal, taxSystem }: Pick<Sync, "fiscal" | "taxSystem">,
  at: Date,
): CartResult | null {
  const settings = readFiscal(fiscal);
  if (!settings.enabled) return null;
  return buildCart({ source: source as unknown as StoredSource, amount, orderNumber, taxSystem, settings, at });
}
