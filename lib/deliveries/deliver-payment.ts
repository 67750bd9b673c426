import { crmOf } from "#lib/connections/open-connection.ts";
import { addSeconds, now } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import { ProviderError } from "#lib/errors.ts";
import { failPoint } from "#lib/fail-point.ts";
import type { Connection, Payment, Prisma } from "#lib/generated/prisma/client.ts";
import { enqueue } from "#lib/jobs.ts";
import { CLAIM_SECONDS, claimPayment } from "#lib/payments/claim-payment.ts";
import { lockPayment } from "#lib/payments/lock-payment.ts";
import { decidePayment } from "#lib/payments/payment-state.ts";
import { queues } from "#lib/queues.ts";
import { updateBody } from "#lib/retailcrm/invoice-update.ts";
import { transaction } from "#lib/transaction.ts";
import { checkMoney } from "./check-money.ts";
import { invoiceMessage } from "./invoice-message.ts";
import { recordDelivered, recordFailed, type Told } from "./record-delivery.ts";
import { requestDelivery } from "./request-delivery.ts";

interface Due extends Told {
  payment: Payment & { connection: Connection };
}

/** The newest untold state, when its time has come; null otherwise. */
async function findDue(paymentId: string): Promise<Due | null> {
  const delivery = await db.delivery.findFirst({
    where: { paymentId, state: "pending", nextTryAt: { lte: now() }, payment: { connection: { keyRefusedAt: null } } },
    orderBy: { version: "desc" },
  });
  if (!delivery) return null;
  const found = await db.payment.findUniqueOrThrow({
    where: { id: paymentId },
    include: { connection: true, attempts: true, refunds: { orderBy: { createdAt: "asc" } } },
  });
  // Stands before the report: it may end in a reversed hold, which makes a newer state to report.
  if (!(await checkMoney(found))) return findDue(paymentId);
  const { primaryId } = decidePayment(found.attempts, found.cancelRequestedAt !== null);
  // The CRM knows of one payment: what is given back of a second one is none of its refunds.
  const untold = found.refunds.filter(({ attemptId, status, toldStatus }) => attemptId === primaryId && status !== toldStatus);
  return { payment: found, delivery, refunds: untold, primaryId };
}

/** One call per untold refund, since an update carries one; without refunds one call for the state. */
async function tell(due: Due): Promise<void> {
  const { payment, delivery, refunds } = due;
  const { connection } = payment;
  const messages = (refunds.length > 0 ? refunds : [null]).map((refund) => invoiceMessage(payment, connection, refund));
  try {
    for (const message of messages) {
      await crmOf(connection).updateInvoice(message);
      failPoint("crm-told");
    }
    const last = messages.at(-1);
    await recordDelivered(due, last ? toJson(updateBody(last)) : {});
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    await recordFailed(payment, delivery, error);
  }
}

/** What was sent, as stored for people. The CRM's exact numbers write themselves as text. */
const toJson = (body: Record<string, unknown>): Prisma.InputJsonObject => JSON.parse(JSON.stringify(body)) as Prisma.InputJsonObject;

/** Whoever tells it now looks again before he ends; should he be dead, his claim has run out by the time of this job. */
async function lookLater(paymentId: string): Promise<void> {
  if (!(await hasDue(paymentId))) return;
  await transaction((tx) => enqueue(tx, queues.deliver, { paymentId }, addSeconds(now(), CLAIM_SECONDS + 1)));
}

/**
 * This process stood still so long that another may have told a newer state before our older one arrived: the newest
 * is told once more, so that it is the last one the CRM hears.
 */
const tellAgain = (paymentId: string): Promise<void> =>
  transaction(async (tx) => {
    await lockPayment(tx, paymentId);
    await requestDelivery(tx, paymentId);
  });

/**
 * Tells the CRM the payment's newest state, if it is due. Safe to call at any time, by anyone, in parallel:
 * one delivery at a time per payment, always the newest state, failures planned anew.
 */
export async function deliverPayment(paymentId: string): Promise<void> {
  for (;;) {
    const claim = await claimPayment(paymentId, "delivery");
    if (!claim) {
      await lookLater(paymentId);
      return;
    }
    let told = false;
    try {
      for (let due = await findDue(paymentId); due; due = await findDue(paymentId)) {
        await tell(due);
        told = true;
      }
    } finally {
      const lost = !(await claim.release());
      if (lost && told) await tellAgain(paymentId);
    }
    // A state that came between the last look and the release would otherwise wait for its job.
    if (!(await hasDue(paymentId))) return;
  }
}

const hasDue = async (paymentId: string): Promise<boolean> =>
  (await db.delivery.count({
    where: { paymentId, state: "pending", nextTryAt: { lte: now() }, payment: { connection: { keyRefusedAt: null } } },
  })) > 0;
