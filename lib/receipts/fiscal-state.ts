import type { VatName } from "./fiscal-schema.ts";

export type PairWarning = "rate_of_simplified" | "rate_on_patent";

const reduced: ReadonlySet<string> = new Set(["vat5", "vat7", "vat105", "vat107"]);
const SIMPLIFIED: ReadonlySet<number> = new Set([1, 2]);
const PATENT = 5;
/** Abolished in 2021, still one of the bank's codes. */
export const IMPUTED = 3;

/** A rate that a payer of this tax system can hardly have: a warning, never a block. */
export function pairWarning(rate: VatName | (string & {}), taxSystem: number): PairWarning | null {
  if (taxSystem === PATENT && rate !== "none") return "rate_on_patent";
  return reduced.has(rate) && !SIMPLIFIED.has(taxSystem) ? "rate_of_simplified" : null;
}
