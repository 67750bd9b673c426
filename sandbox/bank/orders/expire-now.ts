import type { Engine } from "../core/engine.ts";
import type { Merchant } from "../core/merchant.ts";
import type { Order } from "../core/order.ts";
import { GatewayError } from "../gateway/gateway-error.ts";
import { expireOrder, orderChanged } from "./order-timers.ts";

/** Ends an unpaid order's session by hand. @throws GatewayError 7 when there is no session left to end */
export function expireNow(engine: Engine, order: Order, merchant: Merchant): void {
  if (order.status !== 0 && order.status !== 5) throw new GatewayError(7, "impossible");
  order.expiresAt = engine.clock.now();
  expireOrder(engine, order, merchant);
  orderChanged(engine, order);
}
