import type { StoredCustomer, StoredItem, StoredSource } from "#lib/retailcrm/callback-schemas.ts";

/** Orders as RetailCRM sends them, for tests of receipts. */

export const item = (given: Partial<StoredItem> = {}): StoredItem => ({
  name: "Чай чёрный",
  price: "100.00",
  quantity: "1",
  measurementUnit: "шт",
  vat: "vat22",
  paymentMethod: "full_prepayment",
  paymentObject: "commodity",
  productCode: null,
  markingCode: null,
  offerId: null,
  offerExternalId: null,
  offerXmlId: null,
  ...given,
});

export const delivery = (price: string, given: Partial<StoredItem> = {}): StoredItem =>
  item({ name: "Доставка", price, measurementUnit: null, vat: "none", paymentObject: "service", ...given });

export const customer: StoredCustomer = {
  email: "anna@example.ru",
  phone: "79990001122",
  firstName: "Анна",
  lastName: "Ли",
  patronymic: null,
  sex: null,
  contragentType: "individual",
  legalName: null,
  INN: null,
};

export const order = (...items: StoredItem[]): StoredSource => ({ items, customer });

/** A small seeded generator (xorshift32): the same seed is the same order, on any machine. */
export function randomFrom(seed: number) {
  let state = seed | 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  for (let warm = 0; warm < 8; warm++) next();
  return {
    /** Whole number from `low` to `high`. */
    between: (low: number, high: number): number => low + (next() % (high - low + 1)),
    chance: (percent: number): boolean => next() % 100 < percent,
  };
}

export type Random = ReturnType<typeof randomFrom>;

const fixed = (whole: number, decimals: number): string => {
  const digits = String(whole).padStart(decimals + 1, "0");
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
};

const lineCount = (random: Random): number =>
  random.chance(75) ? random.between(1, 6) : random.chance(80) ? random.between(7, 25) : random.between(26, 200);

function randomPrice(random: Random): string {
  if (random.chance(4)) return "0";
  if (random.chance(6)) return fixed(random.between(1, 9_999_999), random.between(3, 5));
  const largest = random.chance(70) ? 500_000 : random.chance(80) ? 99 : 50_000_000;
  const text = fixed(random.between(1, largest), 2);
  return random.chance(10) ? text.replace(".", ",") : text;
}

function randomQuantity(random: Random): string {
  if (random.chance(55)) return String(random.between(1, 5));
  if (random.chance(55)) return fixed(random.between(1, 9_999), 3);
  if (random.chance(50)) return String(random.between(6, 10_000));
  return random.chance(50) ? fixed(random.between(1_000, 10_000_000), 3) : fixed(random.between(1, 99), 1);
}

const vats = ["none", "vat0", "vat10", "vat22", "vat122", "vat5", "vat20"];

/** Items named "T1", "T2" …, so that the lines of a receipt can be traced back; the last may be a delivery "Доставка". */
export function randomItems(random: Random): StoredItem[] {
  const items = Array.from({ length: lineCount(random) }, (_, index) =>
    item({
      name: `T${String(index + 1)}`,
      price: randomPrice(random),
      quantity: randomQuantity(random),
      vat: vats[random.between(0, vats.length - 1)] ?? "none",
      measurementUnit: random.chance(80) ? "шт" : "кг",
      paymentObject: random.chance(85) ? "commodity" : "service",
    }),
  );
  return random.chance(30) ? [...items, delivery(fixed(random.between(1, 99_999), 2))] : items;
}
