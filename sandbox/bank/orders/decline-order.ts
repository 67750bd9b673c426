import { notify } from "../callbacks/notify.ts";
import type { Engine } from "../core/engine.ts";
import type { Merchant } from "../core/merchant.ts";
import type { Order } from "../core/order.ts";
import { GatewayError } from "../gateway/gateway-error.ts";
import { decline } from "./order-moves.ts";
import { orderChanged } from "./order-timers.ts";

/** Closes an order nobody has paid, so that its page can no longer be used (protocols: alfabank 4.8). @throws GatewayError 7 */
export function declineOrder(engine: Engine, order: Order, merchant: Merchant): void {
  const open = order.status === 0 || (order.status === 5 && merchant.session.declineDuring3ds);
  if (!open) throw new GatewayError(7, "impossible");
  decline(order, Number(merchant.session.declineActionCode), engine.clock.now());
  if (merchant.session.declineCallback) notify(engine, order, "declinedByTimeout", false);
  orderChanged(engine, order);
}
