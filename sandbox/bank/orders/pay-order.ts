/** What a payer does on the bank's pages (protocols: alfabank 5, 11.1). */
import { notify } from "../callbacks/notify.ts";
import { moscow } from "../core/clock.ts";
import type { Engine } from "../core/engine.ts";
import type { Merchant } from "../core/merchant.ts";
import type { Attempt, Order, PaidCard } from "../core/order.ts";
import { payAtOnce } from "./bank-moves.ts";
import { behaviourOf, FAILING_CVC, findCard, maskPan, paidCard } from "./cards.ts";
import { decline, hold, isAlive } from "./order-moves.ts";
import { isExpired, orderChanged } from "./order-timers.ts";

export interface CardInput {
  pan: string;
  cvc: string;
  /** YYYYMM */
  expiry: string;
  holder: string;
  /** Contact asked by the page when a receipt is due and none was registered. */
  email: string | null;
  /** For tests: refuse with this action code whatever the card. */
  forcedActionCode: number | null;
}

export type PayOutcome =
  /** Rejected before the order is touched. */
  | { kind: "input"; field: "pan" | "cvc" | "expiry" | "email" }
  | { kind: "challenge" }
  | { kind: "pending" }
  | { kind: "paid" }
  /** Attempt failed; `again` tells whether the form stays usable. */
  | { kind: "failed"; actionCode: number; again: boolean }
  | { kind: "closed"; why: "expired" | "processed" };

export function whyClosed(engine: Engine, order: Order): "expired" | "processed" | null {
  if (isExpired(engine, order) || (order.status === 6 && [-2014, -2007, -2009].includes(order.actionCode))) return "expired";
  return isAlive(order) ? null : "processed";
}

export function payByCard(engine: Engine, order: Order, merchant: Merchant, input: CardInput): PayOutcome {
  const why = whyClosed(engine, order);
  if (why !== null) return { kind: "closed", why };
  if (order.status === 7) return { kind: "pending" };
  if (order.status === 5) return { kind: "challenge" };
  order.formSubmittedAt = engine.clock.now();
  engine.changed();
  const test = findCard(input.pan.replaceAll(/[\s-]/g, ""));
  const field = test === undefined ? "pan" : inputFault(engine, order, merchant, input);
  if (test === undefined || field !== null) return { kind: "input", field: field ?? "pan" };
  order.email ??= input.email;
  const behaviour = behaviourOf(test, merchant, order.features);
  const code = input.forcedActionCode ?? refusal(input.cvc, behaviour);
  if (code !== 0) return fail(engine, order, merchant, attempt(engine, "CARD", maskPan(test.pan), code));
  const card = paidCard(test, behaviour, input.expiry, input.holder, engine.random);
  if (behaviour !== "challenge") return succeed(engine, order, merchant, card);
  order.status = 5;
  order.challenge = card;
  orderChanged(engine, order);
  return { kind: "challenge" };
}

function refusal(cvc: string, behaviour: string): number {
  if (cvc === FAILING_CVC) return 71015;
  return behaviour === "tdsDeclined" ? -2025 : 0;
}

function inputFault(engine: Engine, order: Order, merchant: Merchant, input: CardInput): "cvc" | "expiry" | "email" | null {
  const month = moscow(engine.clock.now()).toISOString().slice(0, 7).replace("-", "");
  if (!/^\d{4}(0[1-9]|1[0-2])$/.test(input.expiry) || input.expiry < month) return "expiry";
  if (!/^\d{3}$/.test(input.cvc)) return "cvc";
  return needsContact(order, merchant) && input.email === null ? "email" : null;
}

/** With receipts on, somebody must be there to get them (5.3). */
export function needsContact(order: Order, merchant: Merchant): boolean {
  return merchant.cart.fiscal && order.items.length > 0 && order.email === null && order.phone === null;
}

/** The issuer's page said yes or no. */
export function finishChallenge(engine: Engine, order: Order, merchant: Merchant, ok: boolean): PayOutcome {
  const why = whyClosed(engine, order);
  if (why !== null) return { kind: "closed", why };
  const card = order.challenge;
  if (order.status !== 5 || card === null) return { kind: "closed", why: "processed" };
  order.challenge = null;
  if (ok) return succeed(engine, order, merchant, card);
  order.status = 0;
  return fail(engine, order, merchant, attempt(engine, "CARD", card.maskedPan, -2025));
}

/** SBP: the payer confirmed or refused in the bank's app. Only one-stage orders can be paid so. */
export function payBySbp(engine: Engine, order: Order, merchant: Merchant, ok: boolean): PayOutcome {
  const why = whyClosed(engine, order);
  if (why !== null) return { kind: "closed", why };
  if (order.status === 5) return { kind: "challenge" };
  if (order.status === 7) return { kind: "pending" };
  if (!ok) return fail(engine, order, merchant, attempt(engine, "SBP_C2B", "", 5));
  order.attempts.push(attempt(engine, "SBP_C2B", "", 0));
  order.way = "SBP_C2B";
  order.rrn = engine.random.digits(12);
  if (merchant.money.sbpPendingSecs > 0) {
    order.status = 7;
    order.paymentState = "PENDING";
    order.sbpUntil = engine.clock.now() + merchant.money.sbpPendingSecs * 1000;
    orderChanged(engine, order);
    return { kind: "pending" };
  }
  payAtOnce(engine, order, merchant);
  orderChanged(engine, order);
  return { kind: "paid" };
}

function attempt(engine: Engine, way: Attempt["way"], maskedPan: string, actionCode: number): Attempt {
  return { at: engine.clock.now(), way, maskedPan, actionCode, ok: actionCode === 0 };
}

function succeed(engine: Engine, order: Order, merchant: Merchant, card: PaidCard): PayOutcome {
  order.attempts.push(attempt(engine, "CARD", card.maskedPan, 0));
  order.card = card;
  order.way = "CARD";
  order.rrn = engine.random.digits(12);
  if (order.stages === 1) {
    payAtOnce(engine, order, merchant);
  } else {
    hold(order, merchant, engine.clock.now());
    notify(engine, order, "approved", true);
  }
  orderChanged(engine, order);
  return { kind: "paid" };
}

function fail(engine: Engine, order: Order, merchant: Merchant, failed: Attempt): PayOutcome {
  order.attempts.push(failed);
  const { session } = merchant;
  const usedUp = session.attempts > 0 && order.attempts.length >= session.attempts;
  const again = !usedUp && !(session.wrongCvcIsFinal && failed.actionCode === 71015);
  order.actionCode = failed.actionCode;
  order.paymentState = session.failedAttemptState;
  if (!again) {
    decline(order, usedUp && session.exhaustedActionCode === "-2013" ? -2013 : failed.actionCode, engine.clock.now());
  }
  if (session.failedAttemptCallback) notify(engine, order, order.stages === 1 ? "deposited" : "approved", false);
  orderChanged(engine, order);
  return { kind: "failed", actionCode: failed.actionCode, again };
}
