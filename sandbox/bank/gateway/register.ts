/** register.do and registerPreAuth.do (protocols: alfabank 3). */
import { checkCart } from "../cart/check-cart.ts";
import type { Engine } from "../core/engine.ts";
import type { Order } from "../core/order.ts";
import { numberKey } from "../core/state.ts";
import { orderChanged } from "../orders/order-timers.ts";
import { type Answer, type Call, orderByNumber, requirePermission } from "./call.ts";
import { readObject } from "./fields.ts";
import { GatewayError } from "./gateway-error.ts";
import { readAddresses } from "./register-addresses.ts";
import { readAmount, readFeatures, readOrderNumber, readParams, readPayer } from "./register-fields.ts";
import { readAutomation, readExpiry } from "./register-times.ts";

export function register(call: Call): Answer {
  requirePermission(call.merchant.permissions.oneStage);
  return create(call, 1);
}

export function registerPreAuth(call: Call): Answer {
  requirePermission(call.merchant.permissions.twoStage);
  return create(call, 2);
}

/** Checks in the order of 11.2: mandatory fields, formats, cart, duplicate number; then the order exists. */
function create(call: Call, stages: 1 | 2): Answer {
  const { engine, merchant } = call;
  const orderNumber = readOrderNumber(call);
  const addresses = readAddresses(call);
  const features = readFeatures(call);
  const amount = readAmount(call, features);
  const params = readParams(call);
  const payer = readPayer(call);
  const expiresAt = readExpiry(call);
  const automation = readAutomation(call, stages);
  const cart = readCart(call, amount);
  refuseDuplicate(call, orderNumber);
  const order: Order = {
    mdOrder: engine.random.orderId(),
    orderNumber,
    merchant: merchant.login,
    stages,
    status: 0,
    paymentState: "CREATED",
    actionCode: -100,
    amount,
    approved: 0,
    deposited: 0,
    refunded: 0,
    createdAt: engine.clock.now(),
    expiresAt,
    language: call.language,
    features,
    params,
    ...addresses,
    ...payer,
    ...cart,
    ...automation,
    remaining: null,
    uncaptured: null,
    pageOpenedAt: null,
    formSubmittedAt: null,
    attempts: [],
    challenge: null,
    sbpUntil: null,
    card: null,
    way: null,
    rrn: null,
    authorizedAt: null,
    depositedAt: null,
    refundedAt: null,
    reversedAt: null,
    declinedAt: null,
    reversalTried: false,
    refunds: [],
    receipts: [],
  };
  engine.state.orders.set(order.mdOrder, order);
  engine.state.numbers.set(numberKey(merchant.login, orderNumber), order.mdOrder);
  orderChanged(engine, order);
  const answer = { orderId: order.mdOrder, formUrl: formUrl(engine, order) };
  return merchant.gateway.registerErrorCode ? { errorCode: 0, errorMessage: null, ...answer } : answer;
}

function formUrl(engine: Engine, order: Order): string {
  return `${engine.publicUrl}/payment/merchants/ecom/payment_${order.language}.html?mdOrder=${order.mdOrder}`;
}

function readCart({ engine, fields, merchant }: Call, amount: number) {
  const taxSystem = fields.int("taxSystem", 1);
  if (taxSystem !== null && taxSystem > 5) throw new GatewayError(5, "wrongField", "taxSystem");
  const ofdParams = fields.object("additionalOfdParams") ?? {};
  const json = fields.get("orderBundle");
  if (json === null) {
    if (merchant.cart.required) throw new GatewayError(Number(merchant.cart.errorCode), "wrongCart", "orderBundle");
    return { bundle: null, items: [], taxSystem };
  }
  const { cartItems } = checkCart(json, { merchant, amount, at: engine.clock.now(), ofdParams });
  return { bundle: readObject(json), items: cartItems.items, taxSystem };
}

/** A number is used up for ever, even if the order was never paid (3.1). */
function refuseDuplicate(call: Call, orderNumber: string): void {
  const earlier = orderByNumber(call, orderNumber);
  if (earlier === undefined) return;
  if (earlier.status === 6 && call.merchant.gateway.reuseExpiredNumbers) return;
  throw new GatewayError(1, earlier.status === 0 ? "duplicateUnpaid" : "duplicateProcessed");
}
