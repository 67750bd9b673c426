import type { StoredItem } from "#lib/retailcrm/callback-schemas.ts";
import type { FfdVersion } from "./fiscal-schema.ts";
import type { Measure } from "./measure.ts";

/** Marking codes as the bank's `nomenclature` wants them: ≤ 95 characters (protocols: alfabank 7.2). */

const MAX_TEXT = 95;
const MAX_BYTES = 32;
const GROUP_SEPARATOR = "\u001d";

/** "444D 0001…" → "44 4D 00 01 …"; null when it is no list of at most 32 bytes. */
function hexBytes(text: string): string | null {
  const digits = text.toUpperCase().replace(/\s/g, "");
  if (!/^([0-9A-F]{2}){1,32}$/.test(digits) || digits.length > MAX_BYTES * 2) return null;
  return (digits.match(/../g) ?? []).join(" ");
}

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, "0").toUpperCase()).join(" ");

/** Data Matrix of GS1 as scanners give it: an optional symbol prefix, 01 + GTIN, 21 + serial number. */
const gs1 = /^(?:\]d2|\u001d|\u00e8)?01(\d{14})21([!-~]{1,20})$/;

/** Tag 1162 of FFD 1.05: "44 4D", the GTIN in six bytes, the serial number as text. */
function tag1162(code: string): string | null {
  const [untilSeparator = ""] = code.replace(/^\u001d/, "").split(GROUP_SEPARATOR);
  const match = gs1.exec(untilSeparator);
  if (!match) return null;
  const [, gtin = "", serial = ""] = match;
  const number = BigInt(gtin).toString(16).padStart(12, "0");
  const bytes = Buffer.concat([Buffer.from("444d", "hex"), Buffer.from(number, "hex"), Buffer.from(serial, "latin1")]);
  return bytes.length <= MAX_BYTES ? hex(bytes) : null;
}

/** Scanned text, printable characters and group separators, without the sign by which a scanner names the kind of symbol. */
function rawCode(scanned: string): string | null {
  const code = scanned.replace(/^\]d2/, "");
  return /^[\u001d!-~]+$/.test(code) && code.length <= MAX_TEXT ? code : null;
}

export interface Mark {
  /** The bank's `nomenclature`. */
  nomenclature: string;
  /** Part of a pack that is sold by the piece, FFD 1.2: "2 of 10 tablets". */
  part: { numerator: number; denominator: number } | null;
}

type Item = Pick<StoredItem, "markingCode" | "productCode">;

/** FFD 1.2 takes the scanned code itself, FFD 1.05 the bytes of tag 1162. null: the code cannot be used. */
function nomenclatureOf({ markingCode, productCode }: Item, ffd: FfdVersion): string | null {
  if (ffd === "1.2" && markingCode !== null) return rawCode(markingCode);
  const ready = productCode === null ? null : hexBytes(productCode);
  return ready ?? (markingCode === null ? null : (tag1162(markingCode) ?? hexBytes(markingCode)));
}

function fraction(thousandths: number): { numerator: number; denominator: number } {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  const common = divisor(thousandths, 1000);
  return { numerator: thousandths / common, denominator: 1000 / common };
}

/**
 * The marking of an item; a code stands for one piece, pair or pack, or for what was weighed out of one pack.
 * @param quantity thousandths
 */
export function readMark(
  item: Item,
  quantity: bigint,
  measure: Measure,
  ffd: FfdVersion,
): { ok: true; mark: Mark | null } | { ok: false; reason: "receipt_marking_invalid" | "receipt_marked_quantity" } {
  if (item.markingCode === null && item.productCode === null) return { ok: true, mark: null };
  const nomenclature = nomenclatureOf(item, ffd);
  if (nomenclature === null) return { ok: false, reason: "receipt_marking_invalid" };
  if (!measure.weighed && quantity > 1000n) return { ok: false, reason: "receipt_marked_quantity" };
  const inParts = ffd === "1.2" && !measure.weighed && quantity < 1000n;
  return { ok: true, mark: { nomenclature, part: inParts ? fraction(Number(quantity)) : null } };
}
