import { storable } from "#lib/written-text.ts";
import type { OrderAnswer } from "./answer-schema.ts";
import { orderAmounts } from "./order-amounts.ts";

/** What a bank order amounts to, in kopecks, whatever the merchant's status settings leave out of the answer. */
export interface OrderFacts {
  orderStatus: number | null;
  /** Blocked on the card and not captured. */
  held: bigint;
  /** Still captured: falls with each refund. Taken in all = deposited + refunded. */
  deposited: bigint;
  refunded: bigint;
  /** false: the answer does not say what was captured or refunded; decide nothing about money from it. */
  amountsKnown: boolean;
  /** true: the amounts are the registered sum, because the answer has none of its own; a partial capture would not show. */
  amountsAssumed: boolean;
  actionCode: number | null;
  actionText: string | null;
  paymentWay: string | null;
  heldAt: Date | null;
  paidAt: Date | null;
  /** Refunds that were carried out. */
  refunds: { amount: bigint; externalRefundId: string | null; at: Date | null }[];
  /** Somebody has tried to pay, without success so far: only said of an order that is still open. */
  tried: boolean;
  /** Nothing more happens at the bank without an action of ours or of the merchant. */
  final: boolean;
  /** Ended because the time ran out or the payer left, not because a bank said no. */
  expired: boolean;
}

/** Result is being found out by the bank: not an end (protocols: alfabank 9, group P). */
const undecided: ReadonlySet<number> = new Set([-9000, -30001, 1120, 2008, 151017, 151018, 151019]);
const runOut: ReadonlySet<number> = new Set([-2007, -2009, -2014]);

const REVERSED = 3;
const DECLINED = 6;

/** "000", 0 and "0" are 0; what is no number is null (quirk 6). */
const codeOf = (text: string | null): number | null => (text !== null && /^-?\d{1,9}$/.test(text.trim()) ? Number(text) : null);

const wordsOf = (text: string | null): string | null => (text === null || text.trim() === "" ? null : storable(text.trim(), 500));

const isFinal = (status: number | null, actionCode: number | null): boolean =>
  status !== null && [2, REVERSED, 4, DECLINED].includes(status) && !(actionCode !== null && undecided.has(actionCode));

/**
 * Amounts decide, not status numbers: status 4 may be a small partial refund (protocols: alfabank 4.1, 4.2).
 * Unknown statuses are kept, with whatever amounts the answer has.
 */
export function orderFacts(answer: OrderAnswer): OrderFacts {
  const { held, deposited, refunded, known, assumed } = orderAmounts(answer);
  const actionCode = codeOf(answer.actionCode);
  const status = answer.orderStatus;
  const captured = deposited > 0n || refunded > 0n;
  return {
    orderStatus: status,
    held,
    deposited,
    refunded,
    amountsKnown: known,
    amountsAssumed: assumed,
    actionCode,
    actionText: wordsOf(answer.actionCodeDescription),
    paymentWay: answer.paymentWay,
    heldAt: held > 0n || captured ? answer.authDateTime : null,
    paidAt: captured ? (answer.depositedDate ?? answer.authDateTime) : null,
    refunds: answer.refunds
      .filter((refund) => refund.actionCode === null || codeOf(refund.actionCode) === 0)
      .map((refund) => ({ amount: refund.amount, externalRefundId: refund.externalRefundId, at: refund.date })),
    tried: status === 0 && answer.actionCode !== null && actionCode !== -100,
    final: isFinal(status, actionCode),
    expired: status === DECLINED && actionCode !== null && runOut.has(actionCode),
  };
}

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
  const { held, deposited, refunded, known } = orderAmounts(answer);
  if (!known) return false;
  if (held + deposited + refunded > registered) return true;
  if (answer.orderStatus === 1) return held === 0n;
  return (answer.orderStatus === 2 || answer.orderStatus === 4) && deposited + refunded === 0n;
}

/**
 * What in the bank's answer contradicts what was registered; null when nothing does. Absent optional fields do not.
 * Money with a mismatch is for a person to judge, never "paid" (protocols: alfabank 12).
 */
export function factsMismatch(answer: OrderAnswer, { orderNumber, mdOrder, amount }: RegisteredOrder): Mismatch | null {
  if (answer.orderNumber !== null && answer.orderNumber !== orderNumber) return "order_number";
  if (answer.mdOrder !== null && mdOrder !== null && !sameText(answer.mdOrder, mdOrder)) return "md_order";
  if (answer.amount !== null && answer.amount !== amount) return "amount";
  if (!roubles.has((answer.currency ?? "").trim().toUpperCase())) return "currency";
  return amountsContradict(answer, amount) ? "amounts" : null;
}
