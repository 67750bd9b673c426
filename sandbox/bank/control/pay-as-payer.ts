import { settle } from "../callbacks/send-delivery.ts";
import type { Engine } from "../core/engine.ts";
import type { Merchant } from "../core/merchant.ts";
import type { Order } from "../core/order.ts";
import { finishChallenge, payByCard, payBySbp, type PayOutcome } from "../orders/pay-order.ts";
import { returnAddress } from "../orders/return-url.ts";
import type { PaidAsPayer, PayOptions } from "./bank-control.ts";

/** One whole try of a payer, without a browser. */
export async function payAsPayer(engine: Engine, order: Order, merchant: Merchant, options: PayOptions): Promise<PaidAsPayer> {
  order.pageOpenedAt ??= engine.clock.now();
  const outcome = tryOnce(engine, order, merchant, options);
  if (merchant.callback.beforeRedirect) await settle(engine);
  const left = outcome.kind === "paid" || outcome.kind === "pending" || (outcome.kind === "failed" && !outcome.again);
  const redirect = left ? returnAddress(engine, order, merchant, outcome.kind !== "failed") : null;
  return { ...outcome, orderStatus: order.status, redirect };
}

function tryOnce(engine: Engine, order: Order, merchant: Merchant, options: PayOptions): PayOutcome {
  const { result = "success" } = options;
  if (options.way === "sbp") return payBySbp(engine, order, merchant, result === "success");
  if (order.status === 5 && result !== "leave") return finishChallenge(engine, order, merchant, result === "success");
  const outcome = payByCard(engine, order, merchant, {
    pan: options.pan ?? "4111111111111111",
    cvc: options.cvc ?? "123",
    expiry: options.expiry ?? "203412",
    holder: "TEST CARDHOLDER",
    email: "payer@example.com",
    forcedActionCode: options.actionCode ?? null,
  });
  if (outcome.kind !== "challenge" || result === "leave") return outcome;
  return finishChallenge(engine, order, merchant, result === "success");
}
