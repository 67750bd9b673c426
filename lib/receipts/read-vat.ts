import { storable } from "#lib/written-text.ts";
import type { Notes } from "./explanation.ts";
import { refuse, type Refusal } from "./explanation.ts";
import type { FiscalSettings, LineKind, VatName } from "./fiscal-schema.ts";
import { calculatedOf, findRate, successorOf, validityOn, type VatRate } from "./vat-table.ts";

export interface VatQuestion {
  /** RetailCRM's code; null when it sends none. */
  given: string | null;
  kind: LineKind;
  prepaid: boolean;
  /** Day of the sale, "2026-01-01", Moscow time. */
  day: string;
  settings: FiscalSettings;
  /** What the notes name the line by. */
  where: { line: number; item: string };
}

type Answer = { ok: true; rate: VatRate } | Refusal;

const known = (name: VatName): VatRate => {
  const rate = findRate(name);
  if (!rate) throw new Error(`the table lacks ${name}`);
  return rate;
};

/** The rate meant for the line, before its date is looked at. */
function wantedRate({ given, kind, settings, where }: VatQuestion, notes: Notes): Answer {
  const own = settings[kind].vat;
  const sent = given === null ? null : findRate(given);
  if (kind === "delivery" && own !== null) {
    if (given !== null && given.toLowerCase() !== own) {
      notes.steps.push({ key: "vat_delivery", params: { ...where, given: storable(given, 30), used: own } });
    }
    return { ok: true, rate: known(own) };
  }
  if (sent) return { ok: true, rate: sent };
  if (given === null && own !== null) {
    notes.steps.push({ key: "vat_missing", params: { ...where, used: own } });
    return { ok: true, rate: known(own) };
  }
  const fallback = settings.vatFallback;
  if (fallback === null) {
    if (given === null) return refuse("receipt_vat_missing", where);
    return refuse("receipt_vat_unknown", { ...where, vat: storable(given, 30) });
  }
  const note = given === null ? ({ key: "vat_missing", params: { ...where, used: fallback } } as const)
    : ({ key: "vat_fallback", params: { ...where, given: storable(given, 30), used: fallback } } as const);
  notes.steps.push(note);
  return { ok: true, rate: known(fallback) };
}

function onDay(rate: VatRate, { day, settings, where }: VatQuestion, notes: Notes): Answer {
  const validity = validityOn(rate, day);
  if (validity === "valid") return { ok: true, rate };
  if (validity === "not_yet") return refuse("receipt_vat_not_yet", { ...where, vat: rate.label, date: rate.from ?? "" });
  const next = successorOf(rate);
  if (next && settings.oldVat === "raise" && validityOn(next, day) === "valid") {
    notes.steps.push({ key: "vat_raised", params: { ...where, from: rate.name, to: next.name } });
    return { ok: true, rate: next };
  }
  return refuse("receipt_vat_ended", { ...where, vat: rate.label, date: rate.until ?? "" });
}

/**
 * The rate of a line: RetailCRM's, or the settings' where it sends none or one nobody knows; 20 % becomes 22 % for sales
 * from 2026 by an explicit rule. Nothing is converted without a note, nothing guessed.
 */
export function readVat(question: VatQuestion, notes: Notes): Answer {
  const wanted = wantedRate(question, notes);
  if (!wanted.ok) return wanted;
  const dated = onDay(wanted.rate, question, notes);
  if (!dated.ok || !question.prepaid || question.settings.prepaymentVat === "asSent") return dated;
  const rate = calculatedOf(dated.rate);
  if (rate !== dated.rate) {
    notes.steps.push({ key: "vat_calculated", params: { ...question.where, from: dated.rate.name, to: rate.name } });
  }
  return { ok: true, rate };
}
