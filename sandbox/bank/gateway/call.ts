import type { Engine } from "../core/engine.ts";
import type { Merchant } from "../core/merchant.ts";
import { type Order } from "../core/order.ts";
import { numberKey } from "../core/state.ts";
import type { Fields } from "./fields.ts";
import { GatewayError, type Language } from "./gateway-error.ts";
import type { TextKey } from "./texts.ts";

/** One authenticated request to a method. */
export interface Call {
  readonly engine: Engine;
  readonly merchant: Merchant;
  readonly fields: Fields;
  readonly language: Language;
  /** Signed in by the open token, which may do less than login and password. */
  readonly byToken: boolean;
}

/** Answer body; `errorCode` is a number here, the wire form is decided at the end. */
export type Answer = Record<string, unknown>;
export type Method = (call: Call) => Answer;

/** The order, if it belongs to this merchant. */
export function orderById(call: Call, mdOrder: string): Order | undefined {
  const order = call.engine.state.orders.get(mdOrder);
  return order?.merchant === call.merchant.login ? order : undefined;
}

export function orderByNumber(call: Call, orderNumber: string): Order | undefined {
  const mdOrder = call.engine.state.numbers.get(numberKey(call.merchant.login, orderNumber));
  return mdOrder === undefined ? undefined : call.engine.state.orders.get(mdOrder);
}

/** For methods that take `orderId` only. @throws GatewayError 5 without it, 6 for an unknown one */
export function requireOrder(call: Call, notFound: TextKey = "orderNotFound"): Order {
  const mdOrder = call.fields.get("orderId");
  if (mdOrder === null) throw new GatewayError(5, "noOrderId");
  const order = orderById(call, mdOrder);
  if (order === undefined) throw new GatewayError(6, notFound);
  return order;
}

/** @throws GatewayError 5 "Доступ запрещён": how the gateway answers a missing permission */
export function requirePermission(allowed: boolean): void {
  if (!allowed) throw new GatewayError(5, "accessDenied");
}
