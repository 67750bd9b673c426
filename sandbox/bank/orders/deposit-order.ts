import { takePart } from "../cart/take-part.ts";
import type { Engine } from "../core/engine.ts";
import type { Merchant } from "../core/merchant.ts";
import type { Order } from "../core/order.ts";
import { GatewayError } from "../gateway/gateway-error.ts";
import { captureHold } from "./bank-moves.ts";
import { orderChanged } from "./order-timers.ts";

const ONE_ROUBLE = 100;

export interface DepositRequest {
  /** Kopecks; 0 = the whole hold. */
  amount: number;
  /** depositItems as received. */
  items: string | null;
  /** An intermediate part of a capture in several parts. */
  intermediate: boolean;
}

/** Captures a hold, once unless parts are allowed (protocols: alfabank 4.5). @throws GatewayError */
export function depositOrder(engine: Engine, order: Order, merchant: Merchant, request: DepositRequest): void {
  if (order.status !== 1 && order.status !== 8) throw new GatewayError(7, "wrongState");
  const free = order.approved - order.deposited;
  const amount = request.amount === 0 ? free : request.amount;
  if (amount < ONE_ROUBLE) throw new GatewayError(7, "depositTooSmall");
  if (amount > free) throw new GatewayError(5, "depositTooBig");
  captureHold(engine, order, merchant, amount, linesOf(order, merchant, amount, request.items), !request.intermediate);
  orderChanged(engine, order);
}

function linesOf(order: Order, merchant: Merchant, amount: number, items: string | null) {
  const held = order.uncaptured ?? order.items;
  if (items !== null) {
    const part = takePart(items, held, amount, merchant);
    order.uncaptured = part.rest;
    return part.items;
  }
  if (amount === order.approved - order.deposited) return held;
  if (order.items.length > 0 && merchant.cart.partWithoutItems === "refuse") {
    throw new GatewayError(Number(merchant.cart.errorCode), "wrongCart", "depositItems");
  }
  return null;
}
