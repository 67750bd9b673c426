import type { Buyer } from "./contact.ts";
import type { Refusal, Step, Warning } from "./explanation.ts";
import type { FfdVersion, FiscalSettings } from "./fiscal-schema.ts";

/** One line of a receipt, in the bank's codes. Its sum is price × quantity, rounded half up to whole kopecks. */
export interface CartLine {
  /** 1… unique in the cart. */
  positionId: number;
  /** Unique in the cart, ≤ 100 characters. */
  itemCode: string;
  /** ≤ 128 printable characters. */
  name: string;
  /** Thousandths of the unit. */
  quantity: bigint;
  measure: string;
  /** Kopecks per unit. */
  price: bigint;
  /** Kopecks. */
  sum: bigint;
  taxType: number;
  paymentMethod: number;
  paymentObject: number;
  nomenclature?: string;
  /** Part of a marked pack. */
  part?: { numerator: number; denominator: number };
  /** Sold for somebody else: the cart's agent. */
  byAgent?: true;
}

/** What a receipt says, and how it came about. Stored with the bank order it was registered with. */
export interface Cart {
  lines: CartLine[];
  /** Kopecks: what the lines add up to, and what the bank order was registered for. */
  amount: bigint;
  /** Moscow wall clock, "2026-10-12T14:00:00". */
  createdAt: string;
  /** 0…5, the bank's codes. */
  taxSystem: number;
  ffd: FfdVersion;
  buyer: Buyer;
  agent: FiscalSettings["agent"];
  steps: Step[];
  warnings: Warning[];
}

export type CartResult = { ok: true; cart: Cart } | Refusal;
