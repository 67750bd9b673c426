import type { SideJson } from "./reconciliation-json.ts";

const sumNames = ["amount", "held", "captured", "refunded"] as const;

export type SumName = (typeof sumNames)[number];

/** What a side says of a sum; null: nothing. */
const sumOf = (side: SideJson, name: SumName): string | null => (side === null || side === "missing" ? null : side[name]);

const isNothing = (sum: string | null): boolean => sum === null || sum === "0.00";

/** Sums that are nothing everywhere take no room. */
export const shownSums = (sides: readonly SideJson[]): SumName[] =>
  sumNames.filter((name) => name === "amount" || !sides.every((side) => isNothing(sumOf(side, name))));

/** RetailCRM has no word for what was held or captured: its invoice has one sum. */
export const isToldByCrm = (name: SumName): boolean => name === "amount" || name === "refunded";

/** Sums of which two sides that tell them say different things. */
export const contested = (sides: readonly SideJson[]): SumName[] =>
  sumNames.filter((name) => new Set(sides.map((side) => sumOf(side, name)).filter((sum) => sum !== null)).size > 1);
