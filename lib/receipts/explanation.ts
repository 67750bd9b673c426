/** Words of the catalog "receipts" and the values in them. Sums are roubles as decimal text, quantities decimal text. */
export type Words = Readonly<Record<string, string | number>>;

/** Everything the receipt module may change or decide by itself; the screens have words for each. */
export type StepKey =
  | "name_cleaned" // line, before, after
  | "name_cut" // line, item, limit
  | "name_missing" // line, after
  | "quantity_missing" // line, item
  | "price_rounded" // line, item, price, sum
  | "unit_unknown" // line, item, unit
  | "defaults_used" // count
  | "vat_raised" // line, item, from, to
  | "vat_fallback" // line, item, given, used
  | "vat_missing" // line, item, used
  | "vat_delivery" // line, item, given, used
  | "vat_calculated" // line, item, from, to
  | "vat_settled" // line, item, from, to
  | "gift_dropped" // line, item
  | "nothing_sold" // line, item
  | "zero_dropped" // line, item
  | "paid_away" // line, item: the discount took all of it
  | "delivery_free" // item, sum
  | "delivery_added" // item, sum
  | "discount_spread" // gap, count
  | "part_payment_spread" // gap, count
  | "rounding_added" // gap, count
  | "rounding_taken" // gap, count
  | "line_split" // line, item, first, second
  | "line_folded" // line, item, quantity, sum
  | "one_line" // item, sum
  | "phone_dropped" // given
  | "email_dropped" // given
  | "inn_dropped" // given
  | "contact_fallback" // email
  | "part_lines" // count, sum: whole lines
  | "part_units" // line, item, quantity, sum: some pieces of a line
  | "part_share" // line, item, quantity, sum: a part of a piece
  | "part_price"; // line, item, quantity, price, was: a part that its price cannot express

/** What is allowed, but probably a mistake. */
export type WarningKey =
  | "rate_of_simplified" // rate, system
  | "rate_on_patent" // rate
  | "tax_system_abolished"
  | "method_unknown" // line, item, given
  | "object_unknown" // line, item, given
  | "object_needs_number" // line, item
  | "advance_object" // line, item
  | "marked_dropped" // line, item
  | "piece_fraction"; // line, item, quantity

export interface Step {
  key: StepKey;
  params: Words;
}

export interface Warning {
  key: WarningKey;
  params: Words;
}

/** Why there can be no receipt: a key of the catalog "errors", beginning with "receipt_", and its values. */
export interface Refusal {
  ok: false;
  reason: `receipt_${string}` | "amount_not_positive" | "too_large";
  params: Words;
}

export const refuse = (reason: Refusal["reason"], params: Words = {}): Refusal => ({ ok: false, reason, params });

/** Collects what is told about a receipt while it is made. */
export interface Notes {
  steps: Step[];
  warnings: Warning[];
}

export const newNotes = (): Notes => ({ steps: [], warnings: [] });
