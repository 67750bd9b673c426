import { bankOrderNumber } from "#lib/alfabank/bank-order-number.ts";
import { gatewayFor, isTrustedFormUrl } from "#lib/alfabank/gateways.ts";
import { addSeconds, now } from "#lib/clock.ts";
import { env } from "#lib/env.ts";
import { ProviderError } from "#lib/errors.ts";
import type { Attempt, Connection, Operation, Payment, Sync } from "#lib/generated/prisma/client.ts";
import { clearProblem, raiseProblem } from "#lib/problems/raise-problem.ts";
import { bankOf } from "#lib/syncs/open-sync.ts";
import { closeOperation, type Outcome } from "./close-operation.ts";
import { isPayable } from "./attempt-state.ts";
import { lockPayment } from "./lock-payment.ts";
import { planCheck, regularCheck } from "./plan-check.ts";
import { type ActorName, recordEvent } from "./record-event.ts";
import { transaction } from "#lib/transaction.ts";

/** The bank's page counts down this long from registration. */
const SESSION_SECONDS = 30 * 60;
const MAX_NUMBER_TRIES = 5;

export type PaymentWithSync = Payment & { sync: Sync; connection: Connection };

export type Registration =
  | { kind: "registered"; formUrl: string }
  | { kind: "rejected"; code: string; message: string | null }
  | { kind: "unknown"; code: string }
  /** Cancelled, or paid, or registered by somebody else meanwhile. */
  | { kind: "obsolete" };

const bankProblems = ["bank_unreachable", "bank_untrusted", "bank_refuses_orders"] as const;

/** Nothing of the request left us: the bank may be asked again at any time. */
export const isUnreachable = (code: string): boolean => code === "unreachable" || code === "tls";

/** Taken from the slug: short, and different for every payment of every shop of one bank login. */
const uniquePart = (slug: string): string => slug.slice(0, 6);

interface Planned {
  attempt: Attempt;
  operation: Operation;
}

/** Commits the order number before the bank hears of it; null when there is nothing to register any more. */
async function plan(payment: PaymentWithSync, actor: ActorName): Promise<Planned | null> {
  return transaction(async (tx) => {
    await lockPayment(tx, payment.id);
    const fresh = await tx.payment.findUniqueOrThrow({ where: { id: payment.id }, include: { attempts: true } });
    if (fresh.cancelRequestedAt || fresh.status !== "pending" || fresh.attempts.some(isPayable)) return null;
    const seq = Math.max(0, ...fresh.attempts.map((attempt) => attempt.seq)) + 1;
    const { sync } = payment;
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

const resultUrl = (slug: string): string => `${env().publicUrl}/p/${slug}/result`;

const call = ({ sync, connection, ...payment }: PaymentWithSync, attempt: Attempt) =>
  bankOf(sync).register({
    orderNumber: attempt.orderNumber,
    amount: attempt.amount,
    twoStage: attempt.twoStage,
    returnUrl: resultUrl(payment.slug),
    failUrl: resultUrl(payment.slug),
    description: connection.locale === "en" ? `Order ${payment.orderNumber}` : `Заказ ${payment.orderNumber}`,
    language: connection.locale === "en" ? "en" : "ru",
    sessionTimeoutSecs: SESSION_SECONDS,
  });

/** Our deadline must not outlive the bank's, which counts from its own registration. */
async function recordRegistered({ attempt, operation }: Planned, mdOrder: string, formUrl: string, actor: ActorName, holdHours: number) {
  return transaction(async (tx) => {
    await lockPayment(tx, attempt.paymentId);
    await closeOperation(tx, operation, { state: "succeeded" });
    const updated = await tx.attempt.update({
      where: { id: attempt.id },
      data: { state: "registered", mdOrder, formUrl, registeredAt: now() },
    });
    await recordEvent(tx, attempt.paymentId, "registered", actor, { orderNumber: attempt.orderNumber, mdOrder, seq: attempt.seq });
    await planCheck(tx, attempt.id, regularCheck(updated, holdHours, false));
    for (const kind of bankProblems) await clearProblem(tx, { kind, subject: attempt.syncId });
    const { cancelRequestedAt } = await tx.payment.findUniqueOrThrow({ where: { id: attempt.paymentId } });
    return cancelRequestedAt === null;
  });
}

async function recordFailure(planned: Planned, outcome: Exclude<Outcome, { state: "succeeded" }>, payment: PaymentWithSync, actor: ActorName) {
  const { attempt, operation } = planned;
  const rejected = outcome.state === "rejected";
  await transaction(async (tx) => {
    await lockPayment(tx, attempt.paymentId);
    await closeOperation(tx, operation, outcome);
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

async function registerOnce(payment: PaymentWithSync, actor: ActorName): Promise<Registration & { duplicate?: boolean }> {
  const planned = await plan(payment, actor);
  if (!planned) return { kind: "obsolete" };
  try {
    const { mdOrder, formUrl } = await call(payment, planned.attempt);
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
    return outcome === "rejected" ? { kind: "rejected", code, message, duplicate: code === "1" } : { kind: "unknown", code };
  }
}

/**
 * Registers a fresh order at the bank for a payment that has no payable one. Call it under the payment's lease.
 * A number the bank already knows is never taken for ours: the next number is tried, five times at most.
 * An order whose registration got no answer cannot be paid by anyone, since its form address reached nobody.
 */
export async function registerAttempt(payment: PaymentWithSync, actor: ActorName): Promise<Registration> {
  for (let tries = 1; ; tries++) {
    const { duplicate, ...registration } = await registerOnce(payment, actor);
    if (!duplicate || tries >= MAX_NUMBER_TRIES) return registration;
  }
}
