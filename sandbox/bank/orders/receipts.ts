/** Receipts the bank issues by itself after money moved (protocols: alfabank 7.6, 4.11). */
import { createHash } from "node:crypto";
import type { CartItem } from "../cart/cart-shape.ts";
import type { Engine } from "../core/engine.ts";
import type { Merchant } from "../core/merchant.ts";
import type { Order, Receipt } from "../core/order.ts";

/**
 * @param items lines of this receipt; null when the caller gave none for a part, see the knob `cart.partWithoutItems`
 */
export function issueReceipt(
  engine: Engine,
  order: Order,
  merchant: Merchant,
  kind: Receipt["kind"],
  amount: number,
  items: readonly CartItem[] | null,
): void {
  if (!merchant.cart.fiscal || order.items.length === 0) return;
  if (items === null && merchant.cart.partWithoutItems === "noReceipt") return;
  engine.state.document += 1;
  const { document } = engine.state;
  const now = engine.clock.now();
  order.receipts.push({
    uuid: createHash("md5").update(`${order.mdOrder}:${String(document)}`).digest("hex"),
    kind,
    stage: 0,
    createdAt: now,
    readyAt: now + merchant.cart.receiptDelaySecs * 1000,
    amount,
    items: [...(items ?? order.items)],
    original: kind === "sale" ? null : (order.receipts[0]?.uuid ?? null),
    document,
  });
}

/**
 * The till's verdict: names the OFD cannot print fail after the money moved, never before (quirk 16). With the knob
 * `failedOnce` the bank makes each receipt that failed anew, as another one.
 */
export function finishReceipt(engine: Engine, order: Order, receipt: Receipt, merchant: Merchant): void {
  const { longestOfdName, receiptOutcome } = merchant.cart;
  const { kind, amount, items } = receipt;
  const tooLong = items.some((item) => Array.from(item.name).length > longestOfdName);
  const isAnew = order.receipts.some((other) => other.stage === 2 && other.kind === kind && other.amount === amount);
  const failsOnce = receiptOutcome === "failedOnce" && !isAnew;
  receipt.stage = tooLong || failsOnce || receiptOutcome === "failed" ? 2 : 1;
  if (failsOnce) issueReceipt(engine, order, merchant, kind, amount, items);
}
