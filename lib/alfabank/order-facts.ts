import type { OrderAnswer } from "./answers.ts";

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

interface Amounts {
  held: bigint;
  deposited: bigint;
  refunded: bigint;
  known: boolean;
  assumed: boolean;
}

const nothing: Amounts = { held: 0n, deposited: 0n, refunded: 0n, known: true, assumed: false };
const hidden: Amounts = { ...nothing, known: false };

const REVERSED = 3;
const DECLINED = 6;

/** Result is being found out by the bank: not an end (protocols: alfabank 9, group P). */
const undecided: ReadonlySet<number> = new Set([-9000, -30001, 1120, 2008, 151017, 151018, 151019]);
const runOut: ReadonlySet<number> = new Set([-2007, -2009, -2014]);

/** Below status version 3 there are no amounts: the registered sum stands in where that is certain (protocols: alfabank 12). */
function amountsWithoutInfo({ orderStatus, amount }: OrderAnswer): Amounts {
  switch (orderStatus) {
    case 0:
    case 5:
    case 7:
    case DECLINED:
      return nothing;
    case 1:
      return amount === null ? hidden : { ...nothing, held: amount, assumed: true };
    case 2:
      return amount === null ? hidden : { ...nothing, deposited: amount, assumed: true };
    default:
      return hidden;
  }
}

function amountsOf(answer: OrderAnswer): Amounts {
  // approvedAmount was seen to stay full after a reversal, so nothing is read from it (protocols: alfabank 4.2).
  if (answer.orderStatus === REVERSED) return nothing;
  const info = answer.paymentAmountInfo;
  if (info?.depositedAmount == null || info.refundedAmount == null) return amountsWithoutInfo(answer);
  const { depositedAmount: deposited, refundedAmount: refunded, approvedAmount, paymentState } = info;
  const onHold = answer.orderStatus === 1 || answer.orderStatus === 8;
  if (!onHold) return { ...nothing, deposited, refunded };
  const approved = approvedAmount ?? (paymentState === "APPROVED" ? answer.amount : null);
  if (approved === null) return { ...hidden, deposited, refunded };
  const rest = approved - deposited - refunded;
  return { ...nothing, held: rest > 0n ? rest : 0n, deposited, refunded };
}

/** "000", 0 and "0" are 0; what is no number is null (quirk 6). */
const codeOf = (text: string | null): number | null => (text !== null && /^-?\d{1,9}$/.test(text.trim()) ? Number(text) : null);

const isFinal = (status: number | null, actionCode: number | null): boolean =>
  status !== null && [2, REVERSED, 4, DECLINED].includes(status) && !(actionCode !== null && undecided.has(actionCode));

/**
 * Amounts decide, not status numbers: status 4 may be a small partial refund (protocols: alfabank 4.1, 4.2).
 * Unknown statuses are kept, with whatever amounts the answer has.
 */
export function orderFacts(answer: OrderAnswer): OrderFacts {
  const { held, deposited, refunded, known, assumed } = amountsOf(answer);
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
    actionText: answer.actionCodeDescription?.trim() || null,
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
