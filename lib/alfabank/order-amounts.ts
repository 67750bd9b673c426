import type { OrderAnswer } from "./answer-schema.ts";

/** Kopecks. */
export interface OrderAmounts {
  held: bigint;
  deposited: bigint;
  refunded: bigint;
  known: boolean;
  assumed: boolean;
}

const nothing: OrderAmounts = { held: 0n, deposited: 0n, refunded: 0n, known: true, assumed: false };
const hidden: OrderAmounts = { ...nothing, known: false };

const REVERSED = 3;
const DECLINED = 6;

/** Below status version 3 there are no amounts: the registered sum stands in where that is certain (protocols: alfabank 12). */
function amountsWithoutInfo({ orderStatus, amount }: OrderAnswer): OrderAmounts {
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

/** The amounts in an answer, or what can be said without them (protocols: alfabank 4.2). */
export function orderAmounts(answer: OrderAnswer): OrderAmounts {
  // approvedAmount was seen to stay full after a reversal, so nothing is read from it (protocols: alfabank 4.2).
  if (answer.orderStatus === REVERSED) return nothing;
  const info = answer.paymentAmountInfo;
  const deposited = info?.depositedAmount ?? null;
  // Only a refund makes status 4, so elsewhere a missing sum of refunds is none.
  const refunded = info?.refundedAmount ?? (answer.orderStatus === 4 ? null : 0n);
  if (info === null || deposited === null || refunded === null) return amountsWithoutInfo(answer);
  const onHold = answer.orderStatus === 1 || answer.orderStatus === 8;
  if (!onHold) return { ...nothing, deposited, refunded };
  const approved = info.approvedAmount ?? (info.paymentState === "APPROVED" ? answer.amount : null);
  if (approved === null) return { ...hidden, deposited, refunded };
  const rest = approved - deposited - refunded;
  return { ...nothing, held: rest > 0n ? rest : 0n, deposited, refunded };
}
