/** What happens to an order by itself when time passes: expiry, hold end, pending SBP, receipts. */
import { notify } from "../callbacks/notify.ts";
import type { Engine } from "../core/engine.ts";
import type { Merchant } from "../core/merchant.ts";
import type { Order } from "../core/order.ts";
import { captureHold, payAtOnce, reverseOrder } from "./bank-moves.ts";
import { decline, isAlive } from "./order-moves.ts";
import { finishReceipt } from "./receipts.ts";

/** Call after every change of an order. Persists and plans the next thing to happen by itself. */
export function orderChanged(engine: Engine, order: Order): void {
  engine.changed();
  const merchant = engine.state.merchants.get(order.merchant);
  if (merchant === undefined) return;
  engine.agenda.set(`order:${order.mdOrder}`, nextMoment(order, merchant), () => {
    timePasses(engine, order, merchant.login);
  });
}

function nextMoment(order: Order, merchant: Merchant): number | null {
  const moments = [
    isAlive(order) && order.status !== 7 ? order.expiresAt + merchant.session.expiryJobDelaySecs * 1000 : null,
    order.status === 7 ? order.sbpUntil : null,
    order.status === 1 ? order.holdEndsAt : null,
    ...order.receipts.map((receipt) => (receipt.stage === 0 ? receipt.readyAt : null)),
  ].filter((moment) => moment !== null);
  return moments.length === 0 ? null : Math.min(...moments);
}

function timePasses(engine: Engine, order: Order, login: string): void {
  const merchant = engine.state.merchants.get(login);
  if (merchant === undefined || engine.state.orders.get(order.mdOrder) !== order) return;
  const now = engine.clock.now();
  const due = (moment: number | null): boolean => moment !== null && moment <= now;
  if ((order.status === 0 || order.status === 5) && due(order.expiresAt + merchant.session.expiryJobDelaySecs * 1000)) {
    expireOrder(engine, order, merchant);
  } else if (order.status === 7 && due(order.sbpUntil)) {
    order.sbpUntil = null;
    payAtOnce(engine, order, merchant);
  } else if (order.status === 1 && due(order.holdEndsAt)) {
    if (order.holdEnds === "capture") captureHold(engine, order, merchant, order.approved, order.items);
    else reverseOrder(engine, order, merchant);
  }
  for (const receipt of order.receipts) if (receipt.stage === 0 && due(receipt.readyAt)) finishReceipt(engine, order, receipt, merchant);
  orderChanged(engine, order);
}

/** −2014 nobody used the form, −2007 somebody did, −2009 left at the issuer's page (11.1). */
export function expireOrder(engine: Engine, order: Order, merchant: Merchant): void {
  const natural = order.status === 5 ? -2009 : order.formSubmittedAt === null ? -2014 : -2007;
  const knob = merchant.session.expiryActionCode;
  decline(order, knob === "auto" ? natural : Number(knob), engine.clock.now());
  notify(engine, order, "declinedByTimeout", false);
}

/** The deadline has passed, whether or not the expiry job has noticed. */
export function isExpired(engine: Engine, order: Order): boolean {
  return isAlive(order) && order.status !== 7 && order.expiresAt <= engine.clock.now();
}
