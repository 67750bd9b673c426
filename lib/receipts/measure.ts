import type { FfdVersion } from "./fiscal-schema.ts";
import { cleanName, cutName } from "./item-name.ts";

/** Units of FFD 1.2 (protocols: alfabank 7.2), by what people write. */
const units: Readonly<Record<string, string>> = {
  "шт": "0", "штука": "0", "штук": "0", "ед": "0", "единица": "0", "pc": "0", "pcs": "0", "piece": "0",
  "г": "10", "гр": "10", "грамм": "10", "g": "10",
  "кг": "11", "килограмм": "11", "kg": "11",
  "т": "12", "тонна": "12", "t": "12",
  "см": "20", "сантиметр": "20", "cm": "20",
  "дм": "21", "дециметр": "21", "dm": "21",
  "м": "22", "метр": "22", "m": "22",
  "см2": "30", "кв.см": "30", "cm2": "30",
  "дм2": "31", "кв.дм": "31", "dm2": "31",
  "м2": "32", "кв.м": "32", "m2": "32",
  "мл": "40", "миллилитр": "40", "ml": "40",
  "л": "41", "литр": "41", "l": "41",
  "м3": "42", "куб.м": "42", "m3": "42",
  "квт·ч": "50", "квтч": "50", "квт*ч": "50", "kwh": "50",
  "гкал": "51", "gcal": "51",
  "сут": "70", "сутки": "70", "день": "70", "дн": "70", "day": "70",
  "ч": "71", "час": "71", "h": "71", "hour": "71",
  "мин": "72", "минута": "72", "min": "72",
  "с": "73", "сек": "73", "секунда": "73", "s": "73", "sec": "73",
  "кб": "80", "кбайт": "80", "kb": "80",
  "мб": "81", "мбайт": "81", "mb": "81",
  "гб": "82", "гбайт": "82", "gb": "82",
  "тб": "83", "тбайт": "83", "tb": "83",
};

const PIECE = "0";
const PIECE_WORD = "шт";
const OTHER = "255";
const TEXT_MAX = 20;

export interface Measure {
  /** As the bank gets it: text for FFD 1.05, a code for FFD 1.2. */
  text: string;
  /** FFD 1.2 only: nobody knows this unit, "other" stands in. */
  unknown: boolean;
  /** In single pieces. */
  piece: boolean;
  /** Weighed or measured; of a unit nobody knows ("pair", "pack") it is counted. */
  weighed: boolean;
}

const codeOf = (text: string): string | undefined => {
  const key = text.toLowerCase().replace(/\.$/, "").replaceAll(" ", "");
  return Object.hasOwn(units, key) ? units[key] : undefined;
};

/** Unit of a line; `fallback` when RetailCRM names none. */
export function measureOf(unit: string | null, fallback: string, ffd: FfdVersion): Measure {
  const given = cleanName(unit ?? "").text || fallback;
  const code = codeOf(given);
  const piece = code === PIECE;
  const weighed = code !== undefined && !piece;
  if (ffd === "1.05") return { text: cutName(given, TEXT_MAX), unknown: false, piece, weighed };
  return { text: code ?? OTHER, unknown: code === undefined, piece, weighed };
}

/** Whatever is counted and bears a code is one piece in FFD 1.2, whose "other" goes with no code (protocols: alfabank 7.2). */
export const markedMeasure = (measure: Measure): Measure =>
  measure.unknown ? { text: PIECE, unknown: false, piece: true, weighed: false } : measure;

/** The unit of a line that is sold as one, its quantity told in the name, written as that of the line was. */
export const oneUnit = (measure: string): string => (/^\d+$/.test(measure) ? PIECE : PIECE_WORD);

/** A unit in words again: of a code of FFD 1.2 the usual abbreviation, of "other" nothing, of other text itself. */
export const unitWord = (measure: string): string =>
  measure === OTHER ? "" : (Object.entries(units).find(([, code]) => code === measure)?.[0] ?? measure);
