import type { Engine } from "../core/engine.ts";
import type { Merchant } from "../core/merchant.ts";
import type { Order } from "../core/order.ts";

/**
 * Where the payer goes afterwards (protocols: alfabank 3.3): returnUrl or failUrl plus `orderId` and `lang`.
 * An address registered without a scheme is taken as a path of the gateway, as the real one does.
 */
export function returnAddress(engine: Engine, order: Order, merchant: Merchant, ok: boolean): string {
  const target = ok ? order.returnUrl : (order.failUrl ?? order.returnUrl);
  const absolute = /^https?:\/\//i.test(target) ? target : `${engine.publicUrl}/payment/${target}`;
  if (!merchant.page.appendOrderId) return absolute;
  const [address = "", fragment] = absolute.split("#", 2);
  const glue = address.includes("?") ? "&" : "?";
  const own = `${address}${glue}orderId=${order.mdOrder}&lang=${order.language}`;
  return fragment === undefined ? own : `${own}#${fragment}`;
}
