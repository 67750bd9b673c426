/**
 * What to do about a failed attempt (protocols: alfabank 9): S the payer may simply try again, C another card or the
 * card's bank, X settings of the shop, T time ran out, P still being found out.
 */
export type ActionGroup = "S" | "C" | "X" | "T" | "P";

/** The same table in each language. */
export interface ActionWords {
  advice: Readonly<Record<ActionGroup, string>>;
  texts: Readonly<Record<number, string>>;
  other: (code: number) => string;
}
