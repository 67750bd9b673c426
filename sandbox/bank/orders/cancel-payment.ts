import { endOfBankDay } from "../core/clock.ts";
import type { Engine } from "../core/engine.ts";
import type { Merchant } from "../core/merchant.ts";
import type { Order } from "../core/order.ts";
import { GatewayError } from "../gateway/gateway-error.ts";
import { reverseOrder } from "./bank-moves.ts";
import { orderChanged } from "./order-timers.ts";

/**
 * Cancels a hold, or a payment while its bank day lasts; once only, even after a failed try (protocols: alfabank 4.6).
 * @param amount kopecks for a part of a hold, null for all
 * @throws GatewayError 7 when the state, the time or an earlier try forbids it, 5 for a wrong part
 */
export function cancelPayment(engine: Engine, order: Order, merchant: Merchant, amount: number | null): void {
  if (order.reversalTried || !mayReverse(engine, order, merchant)) throw new GatewayError(7, "reverseImpossible");
  order.reversalTried = true;
  const part = amount !== null && amount !== order.approved;
  if (part && (order.status !== 1 || amount > order.approved || amount === 0)) {
    orderChanged(engine, order);
    throw new GatewayError(5, "wrongAmount");
  }
  if (part) order.approved -= amount;
  else reverseOrder(engine, order, merchant);
  orderChanged(engine, order);
}

function mayReverse(engine: Engine, order: Order, merchant: Merchant): boolean {
  if (order.status === 1) return true;
  if (order.status !== 2 || order.authorizedAt === null) return false;
  const until = merchant.money.reverseUntil;
  return until === "always" || (until === "bankDay" && engine.clock.now() < endOfBankDay(order.authorizedAt));
}
