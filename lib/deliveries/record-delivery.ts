import { now } from "#lib/clock.ts";
import type { Tx } from "#lib/db.ts";
import type { ProviderError } from "#lib/errors.ts";
import type { Connection, Delivery, Payment, Prisma, Refund } from "#lib/generated/prisma/client.ts";
import { enqueue } from "#lib/jobs.ts";
import { lockPayment } from "#lib/payments/lock-payment.ts";
import { recordEvent } from "#lib/payments/record-event.ts";
import { clearProblem, raiseProblem } from "#lib/problems/raise-problem.ts";
import { queues } from "#lib/queues.ts";
import { nextTry } from "./delivery-schedule.ts";
import { refusesMessage } from "./refusal-codes.ts";
import { requestDelivery } from "./request-delivery.ts";
import { wakeWaiting } from "./return-of-crm.ts";
import { transaction } from "#lib/transaction.ts";
import { storable } from "#lib/written-text.ts";

const REFUSED = "crm_key_refused";

const about = ({ id, connectionId, syncId }: Payment) => ({ subject: id, paymentId: id, connectionId, syncId });

export interface Told {
  payment: Payment;
  delivery: Delivery;
  /** As they were told. */
  refunds: Refund[];
  /** Whose money was told of; null: none. */
  primaryId: string | null;
}

/** What was on its way while it changed is told once more. */
async function tellChanged(tx: Tx, paymentId: string, told: Refund[]): Promise<void> {
  const present = await tx.refund.findMany({ where: { id: { in: told.map(({ id }) => id) } }, select: { status: true, toldStatus: true } });
  if (present.every(({ status, toldStatus }) => status === toldStatus)) return;
  if ((await tx.delivery.count({ where: { paymentId, state: { in: ["pending", "held"] } } })) === 0) await requestDelivery(tx, paymentId);
}

export async function recordDelivered({ payment, delivery, refunds, primaryId }: Told, body: Prisma.InputJsonObject): Promise<void> {
  await transaction(async (tx) => {
    await lockPayment(tx, payment.id);
    const data = { state: "delivered" as const, body, tries: { increment: 1 }, lastTryAt: now(), deliveredAt: now(), nextTryAt: null, lastError: null };
    await tx.delivery.update({ where: { id: delivery.id }, data });
    for (const { id, status } of refunds) await tx.refund.update({ where: { id }, data: { toldStatus: status } });
    await tellChanged(tx, payment.id, refunds);
    if (primaryId !== null) await tx.attempt.updateMany({ where: { id: primaryId, crmAskedAt: null }, data: { crmAskedAt: now() } });
    await recordEvent(tx, payment.id, "delivered", "crm", { status: payment.status, version: delivery.version });
    await clearProblem(tx, { kind: "delivery_failed", subject: payment.id });
    await wakeWaiting(tx, payment.connectionId);
  });
}

type Unheard = Payment & { connection: Connection };

/** Does the account still have the key that was used? Nobody gives it another until the transaction is over. */
async function isPresentKey(tx: Tx, { id, sealedApiKey }: Connection): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Connection" WHERE id = ${id}::uuid AND "sealedApiKey" = ${sealedApiKey} FOR NO KEY UPDATE`;
  return rows.length > 0;
}

/** The key is refused: everything for this account waits until it works again; nothing is hammered. */
async function hold(tx: Tx, payment: Unheard, delivery: Delivery, lastError: string): Promise<void> {
  const { connectionId, id } = payment;
  // It was changed meanwhile: the message is still due, and is told with the new one.
  if (!(await isPresentKey(tx, payment.connection))) return;
  await tx.delivery.updateMany({
    where: { id: delivery.id, state: "pending" },
    data: { state: "held", tries: { increment: 1 }, lastTryAt: now(), nextTryAt: null, lastError },
  });
  await tx.connection.updateMany({ where: { id: connectionId, keyRefusedAt: null }, data: { keyRefusedAt: now() } });
  await recordEvent(tx, id, "delivery_held", "crm", { error: lastError });
  await raiseProblem(tx, { kind: REFUSED, subject: connectionId, connectionId, detail: { error: lastError } });
}

/** Since when the message could be told: while the key was refused nobody tried, and the days of that time do not count. */
async function tellableSince(tx: Tx, { connectionId }: Payment, { createdAt }: Delivery): Promise<Date> {
  const refusal = await tx.problem.findUnique({ where: { subject_kind: { subject: connectionId, kind: REFUSED } } });
  return refusal?.clearedAt && refusal.clearedAt > createdAt ? refusal.clearedAt : createdAt;
}

async function planAgain(tx: Tx, payment: Payment, delivery: Delivery, lastError: string, waitSeconds?: number): Promise<void> {
  const tries = delivery.tries + 1;
  const next = nextTry(tries, await tellableSince(tx, payment, delivery), now(), Math.random(), waitSeconds);
  const { count } = await tx.delivery.updateMany({
    where: { id: delivery.id, state: "pending" },
    data: { state: next ? "pending" : "failed", tries, lastTryAt: now(), nextTryAt: next, lastError },
  });
  if (count === 0) return; // a newer state came while this one was being told, and is told instead
  if (next) {
    await enqueue(tx, queues.deliver, { paymentId: payment.id }, next);
    await recordEvent(tx, payment.id, "delivery_failed", "crm", { error: lastError, tries, nextTryAt: next.toISOString() });
    return;
  }
  await recordEvent(tx, payment.id, "delivery_given_up", "crm", { error: lastError, tries });
  await raiseProblem(tx, { ...about(payment), kind: "delivery_failed", detail: { error: lastError, orderNumber: payment.orderNumber } });
}

const refusesKey = ({ code }: ProviderError): boolean => code === "unauthorized" || code === "forbidden_scope";

export async function recordFailed(payment: Unheard, delivery: Delivery, error: ProviderError): Promise<void> {
  const lastError = storable([error.code, error.vendorMessage, ...error.errors].filter(Boolean).join(": "), 500);
  await transaction(async (tx) => {
    if (refusesKey(error)) {
      await hold(tx, payment, delivery, lastError);
      return;
    }
    await planAgain(tx, payment, delivery, lastError, error.retryAfterSeconds);
    // Repeating alone will not help, but the merchant may mend the cause: the schedule goes on, and a person is told at once.
    if (refusesMessage(error)) {
      await raiseProblem(tx, { ...about(payment), kind: "delivery_failed", detail: { error: lastError, orderNumber: payment.orderNumber } });
    }
  });
}
