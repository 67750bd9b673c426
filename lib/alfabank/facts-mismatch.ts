import type { OrderAnswer } from "./answers.ts";
import { orderFacts } from "./order-facts.ts";

export interface RegisteredOrder {
  orderNumber: string;
  /** null: the bank's id has not been learnt yet. */
  mdOrder: string | null;
  /** Kopecks. */
  amount: bigint;
}

export type Mismatch = "order_number" | "md_order" | "amount" | "currency" | "amounts";

/** Roubles under their old and their new number, or not named at all (protocols: alfabank 2; quirk 5). */
const roubles: ReadonlySet<string> = new Set(["", "643", "810", "RUB", "RUR"]);

const sameText = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase();

/** Status and amounts contradict each other: a hold of nothing, a capture of nothing, or more than was registered. */
function amountsContradict(answer: OrderAnswer, registered: bigint): boolean {
  const { orderStatus, held, deposited, refunded, amountsKnown } = orderFacts(answer);
  if (!amountsKnown) return false;
  if (held + deposited + refunded > registered) return true;
  if (orderStatus === 1) return held === 0n;
  return (orderStatus === 2 || orderStatus === 4) && deposited + refunded === 0n;
}

/**
 * What in the bank's answer contradicts what was registered; null when nothing does. Absent optional fields do not.
 * Money with a mismatch is for a person to judge, never "paid" (protocols: alfabank 12).
 */
export function factsMismatch(answer: OrderAnswer, { orderNumber, mdOrder, amount }: RegisteredOrder): Mismatch | null {
  if (answer.orderNumber !== null && answer.orderNumber !== orderNumber) return "order_number";
  const named = answer.attributes.find(({ name }) => name === "mdOrder")?.value;
  if (named !== undefined && named !== "" && mdOrder !== null && !sameText(named, mdOrder)) return "md_order";
  if (answer.amount !== null && answer.amount !== amount) return "amount";
  if (!roubles.has((answer.currency ?? "").trim().toUpperCase())) return "currency";
  return amountsContradict(answer, amount) ? "amounts" : null;
}
