import { formatRoubles } from "#lib/money.ts";
import { smaller, total } from "./decimal.ts";
import { type Notes, refuse, type Refusal } from "./explanation.ts";
import type { FiscalSettings } from "./fiscal-schema.ts";
import { isPartial } from "./payment-codes.ts";
import type { Draft } from "./read-item.ts";
import { spread } from "./spread.ts";

/** Sum of each line, kopecks, in the order of the drafts; and what must be added as delivery, if anything. */
export interface Fitted {
  ok: true;
  sums: bigint[];
  delivery: bigint;
}

type Fit = Fitted | Refusal;

const add = (sums: readonly bigint[], changes: readonly bigint[], sign: 1n | -1n): bigint[] =>
  sums.map((sum, index) => sum + sign * (changes[index] ?? 0n));

const changed = (changes: readonly bigint[]): number => changes.filter((change) => change > 0n).length;

/** The invoice is larger than its items: kopecks lost to rounding of unit prices, or delivery that is no item. */
function raise(drafts: readonly Draft[], sums: bigint[], gap: bigint, settings: FiscalSettings, notes: Notes): Fit {
  const tolerances = drafts.map(({ tolerance }) => tolerance);
  if (gap <= total(tolerances)) {
    const shares = spread(gap, tolerances);
    notes.steps.push({ key: "rounding_added", params: { gap: formatRoubles(gap), count: changed(shares) } });
    return { ok: true, sums: add(sums, shares, 1n), delivery: 0n };
  }
  if (settings.missingAsDelivery && !drafts.some(({ kind, sum }) => kind === "delivery" && sum > 0n)) {
    notes.steps.push({ key: "delivery_added", params: { item: settings.deliveryName, sum: formatRoubles(gap) } });
    return { ok: true, sums, delivery: gap };
  }
  const items = total(sums);
  return refuse("receipt_items_short", { total: formatRoubles(items), amount: formatRoubles(items + gap), gap: formatRoubles(gap) });
}

/** Who bears the discount: the goods, all lines if it is larger than those, all lines of an invoice for a part. */
function bearers(drafts: readonly Draft[], sums: readonly bigint[], gap: bigint, partial: boolean): bigint[] {
  const goods = drafts.map(({ kind }, index) => (kind === "delivery" ? 0n : (sums[index] ?? 0n)));
  return partial || gap > total(goods) ? [...sums] : goods;
}

/** The invoice is smaller than its items: free delivery, rounding, a discount on the order, or only a part is paid now. */
function lower(drafts: readonly Draft[], sums: bigint[], gap: bigint, settings: FiscalSettings, notes: Notes): Fit {
  const deliveries = drafts.map(({ kind }, index) => (kind === "delivery" ? (sums[index] ?? 0n) : 0n));
  const partial = drafts.every(({ method }) => isPartial(method));
  if (gap === total(deliveries) && !partial) {
    for (const { kind, where, sum } of drafts) {
      if (kind === "delivery" && sum > 0n) notes.steps.push({ key: "delivery_free", params: { item: where.item, sum: formatRoubles(sum) } });
    }
    return { ok: true, sums: add(sums, deliveries, -1n), delivery: 0n };
  }
  const roundings = drafts.map(({ tolerance, sum }) => smaller(tolerance, sum));
  const rounding = gap <= total(roundings);
  const items = total(sums);
  if (!rounding && !partial && gap * 100n > BigInt(settings.maxDiscount) * items) {
    return refuse("receipt_items_over", { total: formatRoubles(items), amount: formatRoubles(items - gap), gap: formatRoubles(gap) });
  }
  const shares = spread(gap, rounding ? roundings : bearers(drafts, sums, gap, partial));
  const key = rounding ? "rounding_taken" : partial ? "part_payment_spread" : "discount_spread";
  notes.steps.push({ key, params: { gap: formatRoubles(gap), count: changed(shares) } });
  return { ok: true, sums: add(sums, shares, -1n), delivery: 0n };
}

/** Makes the lines add up to the invoice (kopecks), which is never changed; or says by how much they do not. */
export function fitTotal(drafts: readonly Draft[], amount: bigint, settings: FiscalSettings, notes: Notes): Fit {
  const sums = drafts.map(({ sum }) => sum);
  const gap = amount - total(sums);
  if (gap === 0n) return { ok: true, sums, delivery: 0n };
  return gap > 0n ? raise(drafts, sums, gap, settings, notes) : lower(drafts, sums, -gap, settings, notes);
}
