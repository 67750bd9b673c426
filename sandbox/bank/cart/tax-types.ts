/** VAT codes of the gateway (protocols: alfabank 7.2). Sber's newer numbers differ and must not pass unnoticed. */

interface TaxType {
  /** Percent inside the price, null for "no VAT". */
  percent: number | null;
  /** First and last (exclusive) moment of a sale at this rate, Moscow time. */
  from?: string;
  until?: string;
}

const MOSCOW = "+03:00";
const TAX_TYPES: ReadonlyMap<number, TaxType> = new Map([
  [0, { percent: null }],
  [1, { percent: 0 }],
  [2, { percent: 10 }],
  [3, { percent: 18, until: "2019-01-01" }],
  [4, { percent: 10 }],
  [5, { percent: 18, until: "2019-01-01" }],
  [6, { percent: 20, from: "2019-01-01", until: "2026-01-01" }],
  [7, { percent: 20, from: "2019-01-01", until: "2026-01-01" }],
  [10, { percent: 5, from: "2025-01-01" }],
  [11, { percent: 5, from: "2025-01-01" }],
  [12, { percent: 7, from: "2025-01-01" }],
  [13, { percent: 7, from: "2025-01-01" }],
  [14, { percent: 22, from: "2026-01-01" }],
  [15, { percent: 22, from: "2026-01-01" }],
]);

/** Names under which receipts report the rate. */
const ENUM_NAMES: ReadonlyMap<number, string> = new Map([
  [0, "NONE"],
  [1, "VAT_0"],
  [2, "VAT_10"],
  [3, "VAT_18"],
  [4, "VAT_10_110"],
  [5, "VAT_18_118"],
  [6, "VAT_20"],
  [7, "VAT_20_120"],
  [10, "VAT_5"],
  [11, "VAT_5_105"],
  [12, "VAT_7"],
  [13, "VAT_7_107"],
  [14, "VAT_22"],
  [15, "VAT_22_122"],
]);

export function isTaxType(code: number): boolean {
  return TAX_TYPES.has(code);
}

export function isTaxTypeOfDate(code: number, at: number): boolean {
  const type = TAX_TYPES.get(code);
  if (type === undefined) return false;
  const after = type.from === undefined || at >= Date.parse(`${type.from}T00:00:00${MOSCOW}`);
  const before = type.until === undefined || at < Date.parse(`${type.until}T00:00:00${MOSCOW}`);
  return after && before;
}

/** VAT inside an amount of kopecks, rounded half up; 0 where there is none. */
export function includedTax(code: number, amount: number): number {
  const percent = TAX_TYPES.get(code)?.percent ?? 0;
  const base = BigInt(100 + percent);
  return Number((BigInt(amount) * BigInt(percent) * 2n + base) / (2n * base));
}

export function taxName(code: number): string {
  return ENUM_NAMES.get(code) ?? `VAT_${String(code)}`;
}
