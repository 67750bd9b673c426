/** Money of the simulator: integer kopecks, read from decimal text and never computed in floats. */

/**
 * Kopecks of a JSON number or decimal text in roubles; half a kopeck is rounded up, because the CRM takes floats
 * (protocols: retailcrm 5.2). Returns null for anything that is not a decimal number.
 */
export function parseRoubles(value: unknown): number | null {
  const text =
    typeof value === "number" ? String(value) : typeof value === "string" ? value.trim().replace(",", ".") : "";
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,20}))?$/.exec(text);
  if (!match) return null;
  const fraction = `${match[3] ?? ""}000`;
  const kopecks = Number(match[2]) * 100 + Number(fraction.slice(0, 2)) + (fraction.charAt(2) >= "5" ? 1 : 0);
  return match[1] === "-" && kopecks !== 0 ? -kopecks : kopecks;
}

/** Decimal text with two places: 349050 → "3490.50". */
export function roublesText(kopecks: number): string {
  const digits = String(Math.abs(kopecks)).padStart(3, "0");
  return `${kopecks < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** The nearest JSON number, as PHP and JavaScript both print it: 349050 → 3490.5. */
export function roublesNumber(kopecks: number): number {
  return Number(roublesText(kopecks));
}

/** Decimal text as an exact fraction `units / 10^places`. */
export function parseQuantity(text: string): { units: bigint; scale: bigint } | null {
  const match = /^(\d{1,9})(?:[.,](\d{1,6}))?$/.exec(text.trim());
  if (!match) return null;
  const fraction = match[2] ?? "";
  return { units: BigInt(`${match[1] ?? "0"}${fraction}`), scale: 10n ** BigInt(fraction.length) };
}

/** price × quantity in kopecks, half up, as one rounding per line. */
export function lineTotal(price: number, quantity: string): number {
  const parsed = parseQuantity(quantity);
  if (!parsed) return 0;
  return Number((BigInt(price) * parsed.units * 2n + parsed.scale) / (parsed.scale * 2n));
}

/** Kopecks per unit of a line total, half up. */
export function unitPrice(total: number, quantity: string): number {
  const parsed = parseQuantity(quantity);
  if (!parsed || parsed.units === 0n) return 0;
  return Number((BigInt(total) * parsed.scale * 2n + parsed.units) / (parsed.units * 2n));
}
