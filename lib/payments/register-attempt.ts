import { bankOrderNumber } from "#lib/alfabank/bank-order-number.ts";
import { gatewayFor, isTrustedFormUrl } from "#lib/alfabank/gateways.ts";
import { addSeconds, now } from "#lib/clock.ts";
import { ProviderError } from "#lib/errors.ts";
import { failPoint } from "#lib/fail-point.ts";
import type { Attempt, Connection, Operation, Payment, Sync } from "#lib/generated/prisma/client.ts";
import { clearProblem, raiseProblem } from "#lib/problems/raise-problem.ts";
import type { Refusal } from "#lib/receipts/explanation.ts";
import { receiptOfOrder } from "#lib/receipts/receipt-of-order.ts";
import { storeCart } from "#lib/receipts/stored-cart.ts";
import { isRefused, rememberRefusal } from "#lib/syncs/capabilities.ts";
import { bankOf } from "#lib/syncs/open-sync.ts";
import { bankOrder, SESSION_SECONDS } from "./bank-order.ts";
import { closeOperation, type Outcome } from "./close-operation.ts";
import { isOpen, regularCheck } from "./attempt-state.ts";
import { lockPayment } from "./lock-payment.ts";
import { planCheck } from "./plan-check.ts";
import { recordReceiptRefusal } from "./record-receipt-refusal.ts";
import { type ActorName, recordEvent } from "./record-event.ts";
import { transaction } from "#lib/transaction.ts";

const MAX_NUMBER_TRIES = 5;

export type PaymentWithSync = Payment & { sync: Sync; connection: Connection };

export type Registration =
  | { kind: "registered"; formUrl: string }
  | { kind: "rejected"; code: string; message: string | null }
  | { kind: "unknown"; code: string }
  /** There can be no receipt for it; the bank was not asked. */
  | { kind: "refused"; refusal: Refusal }
  /** Cancelled, or paid, or registered by somebody else meanwhile. */
  | { kind: "obsolete" };

const bankProblems = ["bank_unreachable", "bank_untrusted", "bank_refuses_orders"] as const;

/** Taken from the slug: short, and different for every payment of every shop of one bank login. */
const uniquePart = (slug: string): string => slug.slice(0, 6);

interface Planned {
  attempt: Attempt;
  operation: Operation;
}

/** Longer than a registration takes before its outcome is written down. */
export const IN_FLIGHT_SECONDS = 40;

/** One payable bank order at a time: this one can still be paid, is being made right now, or has to be looked at first. */
function standsInTheWay(attempt: Attempt, at: Date): boolean {
  if (attempt.mismatch !== null) return true;
  if (attempt.state === "planned") return addSeconds(attempt.createdAt, IN_FLIGHT_SECONDS) > at;
  return isOpen(attempt, at);
}

/** Commits the order number before the bank hears of it; null when there is nothing to register any more. */
async function plan(payment: PaymentWithSync, actor: ActorName): Promise<Planned | Refusal | null> {
  return transaction(async (tx) => {
    await lockPayment(tx, payment.id);
    const fresh = await tx.payment.findUniqueOrThrow({ where: { id: payment.id }, include: { attempts: true } });
    const { sync } = payment;
    const blocked = fresh.attempts.some((attempt) => standsInTheWay(attempt, now()));
    if (fresh.cancelRequestedAt || fresh.status !== "pending" || blocked) return null;
    const receipt = receiptOfOrder(fresh, sync, now());
    if (receipt?.ok === false) {
      await recordReceiptRefusal(tx, payment, receipt, actor);
      return receipt;
    }
    const seq = Math.max(0, ...fresh.attempts.map((attempt) => attempt.seq)) + 1;
    const attempt = await tx.attempt.create({
      data: {
        paymentId: payment.id,
        syncId: sync.id,
        seq,
        environment: sync.environment,
        bankLogin: sync.login,
        orderNumber: bankOrderNumber(fresh.orderNumber, uniquePart(fresh.slug), seq),
        twoStage: sync.confirmation === "manual",
        amount: fresh.amount,
        expiresAt: addSeconds(now(), SESSION_SECONDS),
        ...(receipt && { cart: storeCart(receipt.cart) }),
      },
    });
    const operation = await tx.operation.create({
      data: {
        paymentId: payment.id,
        attemptId: attempt.id,
        kind: "register",
        businessKey: String(seq),
        amount: fresh.amount,
        state: "sent",
        sentAt: now(),
        requestedBy: actor,
      },
    });
    await recordEvent(tx, payment.id, "register_sent", actor, { orderNumber: attempt.orderNumber });
    await planCheck(tx, attempt.id, addSeconds(now(), 60));
    return { attempt, operation };
  });
}

/** Our deadline must not outlive the bank's, which counts from its own registration. */
async function recordRegistered({ attempt, operation }: Planned, mdOrder: string, formUrl: string, actor: ActorName, holdHours: number) {
  return transaction(async (tx) => {
    await lockPayment(tx, attempt.paymentId);
    await closeOperation(tx, operation, { state: "succeeded" });
    const { state } = await tx.attempt.findUniqueOrThrow({ where: { id: attempt.id } });
    const updated = await tx.attempt.update({
      where: { id: attempt.id },
      // An instance whose clock is ahead may have taken it for never registered.
      data: { state: "registered", mdOrder, formUrl, registeredAt: now(), ...(state === "rejected" && { final: false }) },
    });
    await recordEvent(tx, attempt.paymentId, "registered", actor, { orderNumber: attempt.orderNumber, mdOrder, seq: attempt.seq });
    await planCheck(tx, attempt.id, regularCheck(updated, holdHours, false, now()));
    for (const kind of bankProblems) await clearProblem(tx, { kind, subject: attempt.syncId });
    await clearProblem(tx, { kind: "receipt_refused", subject: attempt.paymentId });
    const { cancelRequestedAt } = await tx.payment.findUniqueOrThrow({ where: { id: attempt.paymentId } });
    return cancelRequestedAt === null;
  });
}

async function recordFailure(planned: Planned, outcome: Exclude<Outcome, { state: "succeeded" }>, payment: PaymentWithSync, actor: ActorName) {
  const { attempt, operation } = planned;
  const rejected = outcome.state === "rejected";
  await transaction(async (tx) => {
    await lockPayment(tx, attempt.paymentId);
    // A question asked meanwhile may have found the order: that is the better knowledge.
    if (!(await closeOperation(tx, operation, outcome))) return;
    await tx.attempt.update({ where: { id: attempt.id }, data: { state: outcome.state, final: rejected } });
    const message = rejected ? outcome.message : null;
    await recordEvent(tx, attempt.paymentId, rejected ? "register_rejected" : "register_unknown", actor, { code: outcome.code, message });
    await planCheck(tx, attempt.id, rejected ? null : addSeconds(now(), 20));
    if (rejected && outcome.code === "1") return; // a number already taken: the next one is tried
    const unreachable = !rejected || outcome.code === "unreachable";
    const kind = outcome.code === "tls" ? "bank_untrusted" : unreachable ? "bank_unreachable" : "bank_refuses_orders";
    const about = { subject: attempt.syncId, syncId: attempt.syncId, connectionId: payment.connectionId };
    await raiseProblem(tx, { ...about, kind, detail: { code: outcome.code, message, orderNumber: payment.orderNumber } });
  });
}

async function registerOnce(payment: PaymentWithSync, actor: ActorName, withCallback: boolean): Promise<Registration> {
  const planned = await plan(payment, actor);
  if (!planned) return { kind: "obsolete" };
  if ("reason" in planned) return { kind: "refused", refusal: planned };
  try {
    const { sync, connection } = payment;
    const order = bankOrder({ payment, sync, connection, attempt: planned.attempt, withCallback });
    const { mdOrder, formUrl } = await bankOf(sync).register(order);
    failPoint("bank-write");
    if (!isTrustedFormUrl(formUrl, gatewayFor(payment.sync.environment, payment.sync.login))) {
      throw new ProviderError("unknown", "the bank named a foreign payment page", { code: "foreign_form_url" });
    }
    const stillWanted = await recordRegistered(planned, mdOrder, formUrl, actor, payment.sync.holdHours);
    return stillWanted ? { kind: "registered", formUrl } : { kind: "obsolete" };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const { outcome, code } = error;
    const message = error.vendorMessage ?? null;
    await recordFailure(planned, outcome === "rejected" ? { state: "rejected", code, message } : { state: "unknown", code }, payment, actor);
    return outcome === "rejected" ? { kind: "rejected", code, message } : { kind: "unknown", code };
  }
}

const DUPLICATE_NUMBER = "1";
/** Wrong login, missing permission or wrong value: the bank does not say which. */
const DENIED = "5";

/**
 * Registers a fresh order at the bank for a payment that has no payable one. Call it under the payment's lease.
 * A number the bank already knows is never taken for ours: the next number is tried, five times at most. A bank that
 * allows no notification address per order gets the order without one.
 * An order whose registration got no answer cannot be paid by anyone, since its form address reached nobody.
 */
export async function registerAttempt(payment: PaymentWithSync, actor: ActorName): Promise<Registration> {
  let withCallback = !isRefused(payment.sync, "dynamicCallback");
  let callbackDoubted = false;
  for (let tries = 1; ; tries++) {
    const registration = await registerOnce(payment, actor, withCallback);
    if (registration.kind === "registered" && callbackDoubted) {
      await transaction((tx) => rememberRefusal(tx, payment.syncId, "dynamicCallback"));
    }
    if (registration.kind !== "rejected" || tries >= MAX_NUMBER_TRIES) return registration;
    if (registration.code === DENIED && withCallback) {
      withCallback = false;
      callbackDoubted = true;
    } else if (registration.code !== DUPLICATE_NUMBER) return registration;
  }
}
