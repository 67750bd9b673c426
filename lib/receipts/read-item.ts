import type { StoredItem } from "#lib/retailcrm/callback-schemas.ts";
import { formatRoubles } from "#lib/money.ts";
import { storable } from "#lib/written-text.ts";
import { ceilDiv, quantityText } from "./decimal.ts";
import { type Notes, refuse, type Refusal } from "./explanation.ts";
import type { FiscalSettings, LineKind, PaymentMethod, PaymentObject } from "./fiscal-schema.ts";
import { cleanName, cutName } from "./item-name.ts";
import { type ItemNumbers, readNumbers, type Where } from "./item-numbers.ts";
import { type Mark, readMark } from "./marking.ts";
import { markedMeasure, type Measure, measureOf } from "./measure.ts";
import { findMethod, findObject, isPrepayment } from "./payment-codes.ts";
import { readVat } from "./read-vat.ts";
import type { VatRate } from "./vat-table.ts";

/** An item of the order, understood; its sum is not yet fitted to the invoice. */
export interface Draft extends Omit<ItemNumbers, "ok"> {
  where: Where;
  kind: LineKind;
  name: string;
  /** The shop's own code, for `itemCode`; may be empty. */
  code: string;
  measure: string;
  /** How far rounding of the unit price alone may have moved the sum, kopecks: half a kopeck per unit. */
  tolerance: bigint;
  rate: VatRate;
  method: PaymentMethod;
  object: PaymentObject;
  mark: Mark | null;
}

export interface ItemContext {
  settings: FiscalSettings;
  /** Day of the sale, Moscow time. */
  day: string;
  notes: Notes;
  /** Lines whose method or subject came from the settings. */
  defaulted: Set<number>;
}

const SHOWN = 60;

const deliveryWords = /доставк|пересылк|курьер|самовывоз|delivery|shipping|courier/iu;

/** Delivery comes as an item like any other; only its name tells. */
function kindOf(name: string, object: PaymentObject | null): LineKind {
  const service = object === "service" || object === "job";
  if ((object === null || service) && deliveryWords.test(name)) return "delivery";
  return service ? "service" : "goods";
}

function nameOf(item: StoredItem, line: number, { settings, notes }: ItemContext): string {
  const given = item.name ?? "";
  const { text, changed } = cleanName(given);
  if (text === "") {
    const article = cleanName(item.offerExternalId ?? item.offerXmlId ?? "").text;
    const after = cutName(`Товар ${article === "" ? String(line) : article}`, settings.nameLimit);
    notes.steps.push({ key: "name_missing", params: { line, after } });
    return after;
  }
  const name = cutName(text, settings.nameLimit);
  if (changed) notes.steps.push({ key: "name_cleaned", params: { line, before: Array.from(given).slice(0, 128).join("").toWellFormed(), after: name } });
  if (name !== text) notes.steps.push({ key: "name_cut", params: { line, item: cutName(name, SHOWN), limit: settings.nameLimit } });
  return name;
}

function readWords(item: StoredItem, kind: LineKind, where: Where, { settings, notes, defaulted }: ItemContext) {
  const method = findMethod(item.paymentMethod);
  const object = findObject(item.paymentObject);
  if (item.paymentMethod !== null && !method) {
    notes.warnings.push({ key: "method_unknown", params: { ...where, given: storable(item.paymentMethod, 40) } });
  }
  if (item.paymentObject !== null && !object) {
    notes.warnings.push({ key: "object_unknown", params: { ...where, given: storable(item.paymentObject, 40) } });
  }
  if (!method || !object) defaulted.add(where.line);
  return { method: method ?? settings[kind].paymentMethod, object: object ?? settings[kind].paymentObject };
}

/** Free and weightless items cost nothing and stand on no receipt, unless the settings want gifts printed. */
function leaveOut(item: StoredItem, { quantity, price, sum }: ItemNumbers, where: Where, { settings, notes }: ItemContext): boolean {
  if (quantity > 0n && (sum > 0n || (price === 0n && settings.keepGifts))) return false;
  const key = quantity === 0n ? "nothing_sold" : price === 0n ? "gift_dropped" : "zero_dropped";
  notes.steps.push({ key, params: where });
  if (item.markingCode !== null || item.productCode !== null) notes.warnings.push({ key: "marked_dropped", params: where });
  return true;
}

function noteNumbers(item: StoredItem, numbers: ItemNumbers, measure: Measure, where: Where, { settings, notes }: ItemContext): void {
  if (numbers.price === null) {
    notes.steps.push({ key: "price_rounded", params: { ...where, price: (item.price ?? "").slice(0, 30), sum: formatRoubles(numbers.sum) } });
  }
  if (measure.unknown) notes.steps.push({ key: "unit_unknown", params: { ...where, unit: cutName(item.measurementUnit ?? "", 20).toWellFormed() } });
  if (settings.ffd === "1.2" && measure.piece && numbers.quantity % 1000n !== 0n) {
    notes.warnings.push({ key: "piece_fraction", params: { ...where, quantity: quantityText(numbers.quantity) } });
  }
}

/**
 * @param known what kind of line it is; by default its words tell
 * @returns `draft: null` for an item that stands on no receipt; a refusal names the item
 */
export function readItem(item: StoredItem, line: number, context: ItemContext, known?: LineKind): { ok: true; draft: Draft | null } | Refusal {
  const { settings, day, notes } = context;
  const name = nameOf(item, line, context);
  const where = { line, item: cutName(name, SHOWN) };
  const numbers = readNumbers(item, where, notes);
  if (!numbers.ok) return numbers;
  if (leaveOut(item, numbers, where, context)) return { ok: true, draft: null };
  const unit = measureOf(item.measurementUnit, settings.defaultUnit, settings.ffd);
  const kind = known ?? kindOf(name, findObject(item.paymentObject));
  const { method, object } = readWords(item, kind, where, context);
  const vat = readVat({ given: item.vat, kind, prepaid: isPrepayment(method), day, settings, where }, notes);
  if (!vat.ok) return vat;
  const marked = readMark(item, numbers.quantity, unit, settings.ffd);
  if (!marked.ok) return refuse(marked.reason, { ...where, quantity: quantityText(numbers.quantity) });
  const { mark } = marked;
  const measure = mark ? markedMeasure(unit) : unit;
  if (!mark?.part) noteNumbers(item, numbers, measure, where, context);
  const { price, sum } = numbers;
  const quantity = mark?.part ? 1000n : numbers.quantity;
  const code = cleanName(item.offerExternalId ?? item.offerXmlId ?? item.offerId ?? "").text;
  const tolerance = sum === 0n ? 0n : ceilDiv(quantity, 2000n);
  return {
    ok: true,
    draft: {
      ...{ where, kind, name, code, measure: measure.text, quantity, sum, tolerance, rate: vat.rate, method, object, mark },
      price: mark?.part ? sum : price,
    },
  };
}
