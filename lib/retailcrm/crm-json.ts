import { isLosslessNumber, LosslessNumber, parse, stringify } from "lossless-json";
import { formatRoubles } from "#lib/money.ts";

/** JSON in which numbers keep every digit: what arrives is read from its text, what leaves is written as text. */

/** Written by `writeCrmJson` as a number with all its digits, by `JSON.stringify` as text: never through a float. */
class ExactNumber extends LosslessNumber {
  toJSON(): string {
    return this.value;
  }
}

/** Kopecks as an exact JSON number of roubles without idle zeros: 349050n → 3490.5, 123456789n → 1234567.89. */
export const jsonRoubles = (kopecks: bigint): LosslessNumber =>
  new ExactNumber(formatRoubles(kopecks).replace(/\.?0+$/, ""));

/** Members that are undefined or null are left out: the CRM reads an absent field as "no change". */
export const withoutNulls = (value: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined && member !== null));

export const writeCrmJson = (value: unknown): string => stringify(value) ?? "null";

/** Throws on anything that is not one JSON value. Numbers come as `LosslessNumber`. */
export const readCrmJson = (text: string): unknown => parse(text);

/** The text of a number or of a number written as a string; undefined for anything else. */
export function numberText(value: unknown): string | undefined {
  if (isLosslessNumber(value)) return value.value;
  return typeof value === "string" ? value.trim() : undefined;
}
