/**
 * Moves of money with everything that belongs to them: receipt and notification.
 * They trust their callers' checks; callers end with `orderChanged`.
 */
import { notify } from "../callbacks/notify.ts";
import type { CartItem } from "../cart/cart-shape.ts";
import { mergeLines } from "../cart/merge-lines.ts";
import type { Engine } from "../core/engine.ts";
import type { Merchant } from "../core/merchant.ts";
import type { Order, Refund } from "../core/order.ts";
import { capture, giveBack, keepLines, pay, reverseAll } from "./order-moves.ts";
import { issueReceipt } from "./receipts.ts";

/** @param items captured lines; null when a part was captured without naming lines */
export function captureHold(
  engine: Engine,
  order: Order,
  merchant: Merchant,
  amount: number,
  items: readonly CartItem[] | null,
  last = true,
): void {
  const earlier = order.deposited === 0 ? [] : (order.remaining ?? []);
  capture(order, amount, engine.clock.now(), last);
  if (items !== null) keepLines(order, mergeLines(earlier, items));
  order.holdEndsAt = null;
  issueReceipt(engine, order, merchant, "sale", amount, items);
  notify(engine, order, "deposited", true);
}

export function payAtOnce(engine: Engine, order: Order, merchant: Merchant): void {
  pay(order, engine.clock.now());
  issueReceipt(engine, order, merchant, "sale", order.deposited, order.items);
  notify(engine, order, "deposited", true);
}

/** Cancels a hold, or a payment of the same bank day together with its receipt. */
export function reverseOrder(engine: Engine, order: Order, merchant: Merchant): void {
  const sold = order.receipts.some((receipt) => receipt.kind === "sale");
  if (sold) issueReceipt(engine, order, merchant, "refund", order.deposited, order.remaining ?? order.items);
  reverseAll(order, merchant.money.reversedKeepsApproved, engine.clock.now());
  order.holdEndsAt = null;
  notify(engine, order, "reversed", true);
}

/** @param part null when a part is given back without naming lines */
export function refundOrder(
  engine: Engine,
  order: Order,
  merchant: Merchant,
  refund: Refund,
  part: { items: readonly CartItem[]; rest: readonly CartItem[] } | null,
): void {
  giveBack(order, refund);
  if (part !== null) keepLines(order, part.rest);
  issueReceipt(engine, order, merchant, "refund", refund.amount, part?.items ?? null);
  notify(engine, order, "refunded", true);
}
