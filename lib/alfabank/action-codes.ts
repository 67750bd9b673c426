import type { ActionGroup } from "./action-words.ts";
import { actionWordsEn } from "./action-words-en.ts";
import { actionWordsRu } from "./action-words-ru.ts";

export interface ActionReason {
  text: string;
  /** What to do now; null when there is nothing to do. */
  advice: string | null;
  /** null: no failure. */
  group: ActionGroup | null;
}

const locales = { ru: actionWordsRu, en: actionWordsEn } as const;

const groups: Readonly<Record<ActionGroup, readonly number[]>> = {
  P: [-100, -9000, -30001, 1001, 1120, 2008, 151017, 151018, 151019],
  T: [-2007, -2014, -2009, -2013],
  S: [
    -2025, -2023, -2022, -2019, -2015, -2018, -2016, -2200, -301, 71015, 82, 88, 90, 103, 907, 111, 125, 124, 904, 913, 909,
    916, 910, 912, 998, 1434, 2023, 4032, 341014,
  ],
  X: [
    -2024, -2012, -2003, -2002, -2001, -2101, 109, 941, 110, 911, 914, 950, 968, 2002, 2003, 2004, 2005, 2006, 2009, 2012,
    2014, 2015, 2016, 2022, 4005, 8204,
  ],
  C: [],
};

const groupByCode: ReadonlyMap<number, ActionGroup> = new Map(
  (["P", "T", "S", "X"] as const).flatMap((group) => groups[group].map((code): [number, ActionGroup] => [code, group])),
);

/** Codes that report success of something. */
const done: ReadonlySet<number> = new Set([0, 400]);

/** Ends that somebody wanted. */
const wanted: ReadonlySet<number> = new Set([2012, 4005]);

/** An action code in words for the merchant. A code nobody has described is still told, by its number. */
export function actionReason(code: number, locale: string): ActionReason {
  const words = locale === "en" ? locales.en : locales.ru;
  const text = words.texts[code] ?? words.other(code);
  if (done.has(code)) return { text, advice: null, group: null };
  const group = groupByCode.get(code) ?? "C";
  return { text, advice: wanted.has(code) ? null : words.advice[group], group };
}
