import { type Part, takePart } from "../cart/take-part.ts";
import type { Engine } from "../core/engine.ts";
import type { Merchant } from "../core/merchant.ts";
import type { Order, Refund } from "../core/order.ts";
import { GatewayError } from "../gateway/gateway-error.ts";
import { refundOrder } from "./bank-moves.ts";
import { linesLeft } from "./order-moves.ts";
import { orderChanged } from "./order-timers.ts";

export interface RefundRequest {
  /** Kopecks; 0 = everything that remains. */
  amount: number;
  items: string | null;
  externalRefundId: string | null;
  /** Guard: refund only if this much is captured now. */
  expectedDeposited: number | null;
  by: Refund["by"];
}

/**
 * Gives money back, in as many parts as wanted up to what is captured (protocols: alfabank 4.7).
 * @returns the refund; an already known externalRefundId returns the earlier one and moves nothing
 * @throws GatewayError 7 for a wrong state, too much, or an unexpected captured amount
 */
export function giveRefund(engine: Engine, order: Order, merchant: Merchant, request: RefundRequest): Refund {
  const known = merchant.money.externalRefundId
    ? order.refunds.find((one) => one.externalRefundId !== null && one.externalRefundId === request.externalRefundId)
    : undefined;
  if (known !== undefined) return known;
  if (order.status !== 2 && order.status !== 4) throw new GatewayError(7, "wrongState");
  const guard = merchant.money.expectedDepositedAmount ? request.expectedDeposited : null;
  if (guard !== null && guard !== order.deposited) throw new GatewayError(7, "unexpectedDeposited");
  const amount = request.amount === 0 ? order.deposited : request.amount;
  if (amount > order.deposited || amount === 0) throw new GatewayError(7, "refundTooBig");
  const part = partOf(order, merchant, amount, request.items);
  const refund: Refund = {
    at: engine.clock.now(),
    amount,
    referenceNumber: engine.random.digits(12),
    approvalCode: engine.random.digits(6),
    externalRefundId: merchant.money.externalRefundId ? request.externalRefundId : null,
    by: request.by,
  };
  refundOrder(engine, order, merchant, refund, part);
  orderChanged(engine, order);
  return refund;
}

function partOf(order: Order, merchant: Merchant, amount: number, items: string | null): Part | null {
  const lines = linesLeft(order);
  if (items !== null) return takePart(items, lines, amount, merchant);
  if (amount === order.deposited) return { items: [...lines], rest: [] };
  if (order.items.length > 0 && merchant.cart.partWithoutItems === "refuse") {
    throw new GatewayError(Number(merchant.cart.errorCode), "wrongCart", "refundItems");
  }
  return null;
}
