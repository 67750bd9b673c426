/** deposit.do, reverse.do, refund.do, decline.do (protocols: alfabank 4.5 – 4.8). Amounts in kopecks. */
import { cancelPayment } from "../orders/cancel-payment.ts";
import { declineOrder } from "../orders/decline-order.ts";
import { depositOrder } from "../orders/deposit-order.ts";
import { giveRefund } from "../orders/give-refund.ts";
import { type Answer, type Call, requireOrder, requirePermission } from "./call.ts";
import { GatewayError } from "./gateway-error.ts";
import { textOf } from "./texts.ts";

function done(call: Call): Answer {
  return { errorCode: 0, errorMessage: textOf("success", call.language) };
}

export function deposit(call: Call): Answer {
  const { engine, merchant, fields } = call;
  const type = fields.get("depositType") ?? "0";
  if (!/^[012]$/.test(type)) throw new GatewayError(5, "wrongField", "depositType");
  requirePermission(type === "0" || merchant.permissions.multiDeposit);
  const text = fields.get("amount");
  if (text === null || !/^\d{1,12}$/.test(text)) throw new GatewayError(5, "depositInvalid");
  const order = requireOrder(call);
  depositOrder(engine, order, merchant, { amount: Number(text), items: fields.get("depositItems"), intermediate: type === "1" });
  return done(call);
}

export function reverse(call: Call): Answer {
  requirePermission(call.merchant.permissions.reverse);
  const amount = call.fields.amount("amount");
  cancelPayment(call.engine, requireOrder(call), call.merchant, amount === 0 ? null : amount);
  return done(call);
}

export function refund(call: Call): Answer {
  const { engine, merchant, fields } = call;
  requirePermission(merchant.permissions.refund);
  const amount = fields.amount("amount");
  if (amount === null) throw new GatewayError(5, "wrongAmount");
  if (fields.object("jsonParams")?.["penalty"] !== undefined) throw new GatewayError(5, "penaltyRefused");
  const externalRefundId = fields.text("externalRefundId", 36);
  const given = giveRefund(engine, requireOrder(call), merchant, {
    amount,
    items: fields.get("refundItems"),
    externalRefundId,
    expectedDeposited: fields.amount("expectedDepositedAmount"),
    by: "api",
  });
  if (externalRefundId === null || !merchant.money.externalRefundId) return done(call);
  return { ...done(call), refund: { amount: given.amount, externalRefundId, date: given.at, referenceNumber: given.referenceNumber } };
}

/** Both ids are mandatory and must name the same order. */
export function decline(call: Call): Answer {
  requirePermission(call.merchant.permissions.decline);
  const order = requireOrder(call);
  const orderNumber = call.fields.get("orderNumber");
  if (orderNumber === null) throw new GatewayError(5, "noOrderNumber");
  if (order.orderNumber !== orderNumber) throw new GatewayError(6, "wrongOrderNumber");
  declineOrder(call.engine, order, call.merchant);
  return done(call);
}
