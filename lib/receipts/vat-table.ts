import { roundDiv } from "./decimal.ts";

/** The one table of VAT rates with the bank's codes (protocols: alfabank 7.2) and the days on which a sale may carry them. */
export interface VatRate {
  /** RetailCRM's code (protocols: retailcrm 4.1). */
  name: string;
  /** `taxType` at Alfa-Bank. Sber's newer numbers differ: 10 and 11 mean something else there. */
  code: number;
  /** Per cent inside the price; 0 for "no VAT" too. */
  percent: bigint;
  /** For people: "22%", "22/122", "0%"; "" is "no VAT". */
  label: string;
  /** Taken out of a prepayment: 22/122. */
  calculated: boolean;
  /** First day, and the first day on which it is gone, Moscow time. */
  from?: string;
  until?: string;
}

const NEW_YEAR_2019 = "2019-01-01";
const NEW_YEAR_2025 = "2025-01-01";
const NEW_YEAR_2026 = "2026-01-01";

const plain = (percent: number, code: number, days: Pick<VatRate, "from" | "until"> = {}): VatRate => ({
  name: `vat${String(percent)}`,
  code,
  percent: BigInt(percent),
  label: `${String(percent)}%`,
  calculated: false,
  ...days,
});

const calculated = (percent: number, code: number, days: Pick<VatRate, "from" | "until"> = {}): VatRate => ({
  name: `vat${String(100 + percent)}`,
  code,
  percent: BigInt(percent),
  label: `${String(percent)}/${String(100 + percent)}`,
  calculated: true,
  ...days,
});

const rates: readonly VatRate[] = [
  { name: "none", code: 0, percent: 0n, label: "", calculated: false },
  plain(0, 1),
  plain(10, 2),
  plain(18, 3, { until: NEW_YEAR_2019 }),
  calculated(10, 4),
  calculated(18, 5, { until: NEW_YEAR_2019 }),
  plain(20, 6, { from: NEW_YEAR_2019, until: NEW_YEAR_2026 }),
  calculated(20, 7, { from: NEW_YEAR_2019, until: NEW_YEAR_2026 }),
  plain(5, 10, { from: NEW_YEAR_2025 }),
  calculated(5, 11, { from: NEW_YEAR_2025 }),
  plain(7, 12, { from: NEW_YEAR_2025 }),
  calculated(7, 13, { from: NEW_YEAR_2025 }),
  plain(22, 14, { from: NEW_YEAR_2026 }),
  calculated(22, 15, { from: NEW_YEAR_2026 }),
];

const byName = new Map(rates.map((rate) => [rate.name, rate]));
const byCode = new Map(rates.map((rate) => [rate.code, rate]));

export const findRate = (name: string): VatRate | null => byName.get(name.trim().toLowerCase()) ?? null;

/** @throws Error for a code that is not in the table: stored carts hold none */
export function rateOfCode(code: number): VatRate {
  const rate = byCode.get(code);
  if (!rate) throw new Error(`no VAT rate has the code ${String(code)}`);
  return rate;
}

export type Validity = "valid" | "not_yet" | "ended";

/** @param day "2026-01-01", Moscow time */
export function validityOn({ from, until }: VatRate, day: string): Validity {
  if (from !== undefined && day < from) return "not_yet";
  return until !== undefined && day >= until ? "ended" : "valid";
}

/** 20 % became 22 % on 2026-01-01, 20/120 became 22/122. Nothing else has a successor that follows by law. */
export const successorOf = ({ name }: VatRate): VatRate | null => {
  const successors: Record<string, string> = { vat20: "vat22", vat120: "vat122" };
  return findRate(successors[name] ?? "");
};

/** 22 % → 22/122; rates without a calculated twin stay. */
export const calculatedOf = (rate: VatRate): VatRate =>
  (rate.calculated ? null : rates.find((other) => other.calculated && other.percent === rate.percent)) ?? rate;

/** 22/122 → 22 %. */
export const plainOf = (rate: VatRate): VatRate =>
  (rate.calculated ? rates.find((other) => !other.calculated && other.percent === rate.percent) : null) ?? rate;

/** VAT inside a sum in kopecks: sum × r / (100 + r), rounded half up (protocols: alfabank 7.2). */
export const taxInside = (sum: bigint, { percent }: VatRate): bigint => roundDiv(sum * percent, 100n + percent);
