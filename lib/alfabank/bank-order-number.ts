const letters: Readonly<Record<string, string>> = {
  а: "a", б: "b", в: "v", г: "g", д: "d", е: "e", ё: "e", ж: "zh", з: "z", и: "i", й: "y", к: "k", л: "l", м: "m",
  н: "n", о: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ф: "f", х: "h", ц: "c", ч: "ch", ш: "sh", щ: "sch", ъ: "",
  ы: "y", ь: "", э: "e", ю: "yu", я: "ya", і: "i", ї: "i", є: "e", ґ: "g", ў: "u",
};

const MAX_LENGTH = 32;

const transliterate = (char: string): string => {
  const lower = char.toLowerCase();
  const latin = letters[lower];
  if (latin === undefined) return char;
  return char === lower ? latin : latin.charAt(0).toUpperCase() + latin.slice(1);
};

/** What is left of a CRM order number in the bank's alphabet: "1042А/б" → "1042A-b". */
const recognisable = (text: string): string =>
  Array.from(text.normalize("NFKC"), transliterate)
    .join("")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9_-]+/g, "-")
    .replace(/-{2,}/g, "-");

const trimDashes = (text: string): string => text.replace(/^[-_]+|[-_]+$/g, "");

/**
 * The number under which a payment is registered at the bank: at most 32 of `[A-Za-z0-9_-]`, which fits every known
 * limit (protocols: alfabank 3.1, 12), and starts like the CRM's order number so that people find it in the bank's cabinet.
 * Uniqueness comes from `uniquePart` (one per payment, letters and digits) and `seq` (1 for the first registration, then 2, 3 …).
 */
export function bankOrderNumber(crmOrderNumber: string, uniquePart: string, seq: number): string {
  const suffix = seq === 1 ? uniquePart : `${uniquePart}-${seq.toString()}`;
  if (!/^[A-Za-z0-9]{4,16}(-[1-9]\d{0,5})?$/.test(suffix)) throw new RangeError("uniquePart must be 4 to 16 letters and digits, seq a positive whole number");
  const room = MAX_LENGTH - suffix.length - 1;
  const head = trimDashes(trimDashes(recognisable(crmOrderNumber)).slice(0, room));
  return head === "" ? suffix : `${head}-${suffix}`;
}
