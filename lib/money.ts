/**
 * Money is a whole number of kopecks in a bigint, parsed from decimal text. No float ever holds it.
 */

/** Upper bound of one payment, in kopecks: the bank takes at most 12 digits (protocols: alfabank 2). */
export const MAX_KOPECKS = 999_999_999_999n;

const decimal = /^([+-]?)(\d{1,13})(?:[.,](\d+))?$/;

export type ParsedMoney =
  | { ok: true; kopecks: bigint }
  | { ok: false; reason: "not_a_number" | "too_many_decimals" | "too_large" };

/**
 * Roubles as decimal text ("1999.9", "1999,90", "-3") to kopecks.
 * Trailing zeros beyond two decimals are harmless ("5.1000"); other third decimals are refused, never rounded.
 */
export function parseRoubles(text: string): ParsedMoney {
  const match = decimal.exec(text.trim());
  if (!match) return { ok: false, reason: "not_a_number" };
  const [, sign = "", whole = "", fraction = ""] = match;
  if (!/^0*$/.test(fraction.slice(2))) return { ok: false, reason: "too_many_decimals" };
  const kopecks = BigInt(whole) * 100n + BigInt(fraction.slice(0, 2).padEnd(2, "0"));
  if (kopecks > MAX_KOPECKS) return { ok: false, reason: "too_large" };
  return { ok: true, kopecks: sign === "-" ? -kopecks : kopecks };
}

/** Kopecks to roubles with exactly two decimals and a dot: 199990n → "1999.90". */
export function formatRoubles(kopecks: bigint): string {
  const sign = kopecks < 0n ? "-" : "";
  const digits = (kopecks < 0n ? -kopecks : kopecks).toString().padStart(3, "0");
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** For people: "1 999,90 ₽" / "RUB 1,999.90", exact for any size. */
export function formatMoney(kopecks: bigint, currency: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol" });
  // The decimal-string overload keeps every digit.
  return format.format(formatRoubles(kopecks) as Intl.StringNumericLiteral);
}
