/** Turns what happened to an order into notifications for its merchant (protocols: alfabank 6). */
import type { Engine } from "../core/engine.ts";
import { patchMerchant, type Merchant, type Operation } from "../core/merchant.ts";
import type { Order } from "../core/order.ts";
import { callbackParameters } from "./callback-parameters.ts";
import { asymmetricChecksum, canonicalString, symmetricChecksum } from "./checksum.ts";
import type { Delivery } from "./delivery.ts";
import { keyPairOf } from "./public-key.ts";
import { scheduleDelivery } from "./send-delivery.ts";

export function notify(engine: Engine, order: Order, operation: Operation, ok: boolean): void {
  const merchant = engine.state.merchants.get(order.merchant);
  if (merchant === undefined) return;
  const { callback } = merchant;
  const url = order.dynamicCallbackUrl ?? callback.url;
  if (url === "") return;
  // The event list belongs to the static address; a dynamic one gets all payment events (3.1).
  if (order.dynamicCallbackUrl === null && !callback.operations.includes(operation)) return;
  const status = statusOf(merchant, operation, ok);
  const now = engine.clock.now();
  const parameters = signed(engine, merchant, callbackParameters(order, merchant, operation, status, now));
  const lost = callback.lose !== 0;
  if (callback.lose > 0) {
    engine.state.merchants.set(merchant.login, patchMerchant(merchant, { callback: { lose: callback.lose - 1 } }));
  }
  for (let copy = 0; copy < callback.copies; copy += 1) {
    addDelivery(engine, merchant, {
      id: `${order.mdOrder}:${String(engine.state.deliveries.size + 1)}`,
      mdOrder: order.mdOrder,
      orderNumber: order.orderNumber,
      merchant: merchant.login,
      operation,
      status,
      url,
      method: callback.method,
      parameters,
      createdAt: now,
      dueAt: null,
      state: lost ? "lost" : "waiting",
      attempts: [],
      failures: 0,
    });
  }
}

function statusOf(merchant: Merchant, operation: Operation, ok: boolean): "0" | "1" {
  if (operation === "declinedByTimeout") return merchant.callback.expiryStatus;
  return ok ? "1" : "0";
}

/** Adds the checksum, or what the knobs make of it. */
function signed(engine: Engine, merchant: Merchant, parameters: [string, string][]): [string, string][] {
  const { callback } = merchant;
  const noise: [string, string][] = callback.noise ? [["utm_source", "proxy"], ["_gl", "1*abc"]] : [];
  if (callback.signing === "none" || callback.unsigned) return [...parameters, ...noise];
  const canonical = canonicalString(parameters);
  const checksum =
    callback.signing === "symmetric"
      ? symmetricChecksum(canonical, callback.key)
      : asymmetricChecksum(canonical, keyPairOf(engine).privatePem);
  const shown = callback.badChecksum ? spoil(checksum) : checksum;
  const alias: [string, string][] = callback.signing === "asymmetric" ? [["sign_alias", "SHA-256 with RSA"]] : [];
  return [...parameters, ["checksum", shown], ...alias, ...noise];
}

function spoil(checksum: string): string {
  return (checksum.startsWith("0") ? "1" : "0") + checksum.slice(1);
}

function addDelivery(engine: Engine, merchant: Merchant, delivery: Delivery): void {
  engine.state.deliveries.set(delivery.id, delivery);
  engine.changed();
  if (delivery.state === "lost") return;
  const { reorder, delayMs } = merchant.callback;
  delivery.dueAt = engine.clock.now() + delayMs;
  if (reorder < 2) {
    scheduleDelivery(engine, delivery);
    return;
  }
  delivery.state = "held";
  const held = heldOf(engine, merchant.login);
  if (held.length >= reorder) release(engine, held);
}

function heldOf(engine: Engine, login: string): Delivery[] {
  return [...engine.state.deliveries.values()].filter((one) => one.state === "held" && one.merchant === login);
}

/** Sends what the reorder knob keeps back, last first, each only after the one before has arrived. */
export function releaseHeld(engine: Engine, login: string): void {
  release(engine, heldOf(engine, login));
}

/** A short gap between them keeps the order on the wire as well. */
const REORDER_GAP_MS = 25;

function release(engine: Engine, held: Delivery[]): void {
  for (const [place, delivery] of held.reverse().entries()) {
    delivery.state = "waiting";
    delivery.dueAt = engine.clock.now() + place * REORDER_GAP_MS;
    scheduleDelivery(engine, delivery);
  }
}
