import { amountText } from "#components/amount.tsx";

export interface NoteTexts {
  locale: string;
  /** Words for RetailCRM's code of a rate; the code itself when there are none. */
  vat: (name: string) => string;
  /** Words for the bank's number of a tax system. */
  taxSystem: (code: number) => string;
}

const sums: ReadonlySet<string> = new Set(["sum", "gap", "price", "was", "total", "amount"]);
const rates: ReadonlySet<string> = new Set(["from", "to", "used", "rate", "given"]);

/** "0.375" as people write it: with a comma in Russian. */
export const quantityIn = (locale: string, text: string): string => (locale === "ru" ? text.replace(/^(\d+)\.(\d+)/, "$1,$2") : text);

/** "2 × 303.03" with the sum as people write it. */
const piece = (text: string, locale: string): string => {
  const [quantity, price] = text.split(" × ");
  return quantity === undefined || price === undefined ? text : `${quantityIn(locale, quantity)} × ${amountText(price, "RUB", locale)}`;
};

function valueOf(name: string, value: string | number, texts: NoteTexts): string | number {
  if (name === "system" && typeof value === "number") return texts.taxSystem(value);
  if (typeof value === "number") return value;
  if (sums.has(name)) return amountText(value, "RUB", texts.locale);
  if (name === "first" || name === "second") return piece(value, texts.locale);
  if (name === "quantity") return quantityIn(texts.locale, value);
  return rates.has(name) && /^(none|vat\d{1,3})$/i.test(value) ? texts.vat(value.toLowerCase()) : value;
}

/** Values of an explanation as people read them: sums in roubles, rates and tax systems in words. */
export const noteValues = (params: Readonly<Record<string, string | number>>, texts: NoteTexts): Record<string, string | number> =>
  Object.fromEntries(Object.entries(params).map(([name, value]) => [name, valueOf(name, value, texts)]));
