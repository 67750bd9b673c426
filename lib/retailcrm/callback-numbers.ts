import { parseRoubles, type ParsedMoney } from "#lib/money.ts";

/** Numbers of the CRM's callbacks as decimal text. Sums are never read through a float. */

const exponential = /^(-?)(\d{1,20})(?:\.(\d{1,30}))?e([+-]?\d{1,2})$/i;

/** "1.5e2" → "150.0": PHP prints very large and very small floats that way. Other texts are returned as they are. */
export function withoutExponent(text: string): string {
  const match = exponential.exec(text);
  if (!match) return text;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  if (point >= digits.length) return `${sign}${digits.padEnd(point, "0")}`.replace(/^(-?)0+(?=\d)/, "$1");
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`.replace(/^(-?)0+(?=\d)/, "$1");
}

const decimal = /^-?\d{1,13}(?:[.,]\d{1,30})?$/;

/** Any decimal number as text with a point, all its digits kept; null if it is none. */
export function decimalText(text: string): string | null {
  const plain = withoutExponent(text);
  return decimal.test(plain) ? plain.replace(",", ".") : null;
}

/** "3490.4999999999995": what is left of a sum with two decimals after arithmetic in binary floats. */
const artefact = /^(-?)(\d{1,13})[.,](\d{2})(0000|9999)\d*$/;

function withoutArtefact(text: string): string {
  const match = artefact.exec(text);
  if (!match) return text;
  const [, sign = "", whole = "", cents = "", rest = "0000"] = match;
  const decimals = text.length - text.search(/[.,]/) - 1;
  // Nobody types so many digits; a shorter third decimal is somebody's real figure and is refused instead.
  if (decimals < 10 && whole.length + decimals < 15) return text;
  const kopecks = (BigInt(whole) * 100n + BigInt(cents) + (rest === "9999" ? 1n : 0n)).toString().padStart(3, "0");
  return `${sign}${kopecks.slice(0, -2)}.${kopecks.slice(-2)}`;
}

/**
 * A sum in roubles to kopecks. More than two decimals are refused ("1.005"),
 * except the traces of float arithmetic, which lie within a millionth of the sum that was meant.
 */
export const parseSum = (text: string): ParsedMoney => parseRoubles(withoutArtefact(withoutExponent(text.trim())));
