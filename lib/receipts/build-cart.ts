import { wallClock } from "#lib/clock.ts";
import type { StoredItem, StoredSource } from "#lib/retailcrm/callback-schemas.ts";
import { formatRoubles, MAX_KOPECKS } from "#lib/money.ts";
import type { CartLine, CartResult } from "./cart.ts";
import { cartLines } from "./cart-lines.ts";
import { buyerOf } from "./contact.ts";
import { newNotes, type Notes, refuse, type Refusal } from "./explanation.ts";
import type { FiscalSettings } from "./fiscal-schema.ts";
import { IMPUTED, pairWarning } from "./fiscal-state.ts";
import { fitTotal } from "./fit-total.ts";
import { type Draft, type ItemContext, readItem } from "./read-item.ts";
import { rateOfCode } from "./vat-table.ts";

export interface CartQuestion {
  source: StoredSource;
  /** Kopecks: the invoice. It is never changed. */
  amount: bigint;
  orderNumber: string;
  /** 0…5. */
  taxSystem: number;
  settings: FiscalSettings;
  /** Moment of the sale: decides which VAT rates there are. */
  at: Date;
}

/** An item of ours, read by the same rules as RetailCRM's. */
const ownItem = (name: string, sum: bigint): StoredItem => ({
  name,
  price: formatRoubles(sum),
  quantity: "1",
  measurementUnit: null,
  vat: null,
  paymentMethod: null,
  paymentObject: null,
  productCode: null,
  markingCode: null,
  offerId: null,
  offerExternalId: null,
  offerXmlId: null,
});

function itemsOf({ source, amount, orderNumber, settings }: CartQuestion, notes: Notes): { ok: true; items: StoredItem[] } | Refusal {
  if (source.items.length > 0) return { ok: true, items: source.items };
  if (settings.itemsMissing === "refuse") return refuse("receipt_items_missing");
  const item = settings.oneLineName.replace("{number}", () => orderNumber);
  notes.steps.push({ key: "one_line", params: { item, sum: formatRoubles(amount) } });
  return { ok: true, items: [ownItem(item, amount)] };
}

function readItems(items: readonly StoredItem[], context: ItemContext): { ok: true; drafts: Draft[] } | Refusal {
  const drafts: Draft[] = [];
  for (const [index, item] of items.entries()) {
    const read = readItem(item, index + 1, context);
    if (!read.ok) return read;
    if (read.draft) drafts.push(read.draft);
  }
  return { ok: true, drafts };
}

/** Drafts and the sum of each, adding up to the invoice. */
function fit(question: CartQuestion, drafts: readonly Draft[], context: ItemContext) {
  const { amount, settings, source } = question;
  const fitted = fitTotal(drafts, amount, settings, context.notes);
  if (!fitted.ok || fitted.delivery === 0n) return fitted.ok ? { ...fitted, drafts } : fitted;
  const item = ownItem(settings.deliveryName, fitted.delivery);
  const read = readItem(item, source.items.length + 1, context, "delivery");
  if (!read.ok) return read;
  const added = read.draft ? [read.draft] : [];
  return { ok: true as const, drafts: [...drafts, ...added], sums: [...fitted.sums, fitted.delivery] };
}

function warnAboutRates(lines: readonly CartLine[], taxSystem: number, { warnings }: Notes): void {
  if (taxSystem === IMPUTED) warnings.push({ key: "tax_system_abolished", params: {} });
  for (const code of new Set(lines.map(({ taxType }) => taxType))) {
    const rate = rateOfCode(code);
    const key = pairWarning(rate.name, taxSystem);
    if (key) warnings.push({ key, params: { rate: rate.name, system: taxSystem } });
  }
}

/**
 * Turns the items and the buyer of an invoice into a receipt whose lines add up to the invoice to the kopeck, each worth
 * price × quantity as the bank rounds it, or says what is wrong and with which item. Every change is explained.
 * Pure and deterministic. Sources: protocols alfabank 7, retailcrm 4.1.
 */
export function buildCart(question: CartQuestion): CartResult {
  const { source, amount, taxSystem, settings, at } = question;
  if (amount <= 0n) return refuse("amount_not_positive");
  if (amount > MAX_KOPECKS) return refuse("too_large");
  const notes = newNotes();
  const createdAt = wallClock(at, "Europe/Moscow").replace(" ", "T");
  const context: ItemContext = { settings, day: createdAt.slice(0, 10), notes, defaulted: new Set() };
  const found = itemsOf(question, notes);
  if (!found.ok) return found;
  const read = readItems(found.items, context);
  if (!read.ok) return read;
  const fitted = fit(question, read.drafts, context);
  if (!fitted.ok) return fitted;
  const lines = cartLines(fitted.drafts, fitted.sums, settings, notes);
  const contact = buyerOf(source.customer, settings.fallbackEmail, notes);
  if (!contact.ok) return contact;
  if (context.defaulted.size > 0) notes.steps.push({ key: "defaults_used", params: { count: context.defaulted.size } });
  warnAboutRates(lines, taxSystem, notes);
  const { ffd, agent } = settings;
  return { ok: true, cart: { lines, amount, createdAt, taxSystem, ffd, buyer: contact.buyer, agent, ...notes } };
}
