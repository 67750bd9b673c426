import { crmOf } from "#lib/connections/open-connection.ts";
import { now } from "#lib/clock.ts";
import { ProviderError } from "#lib/errors.ts";
import type { Attempt, Connection, Payment } from "#lib/generated/prisma/client.ts";
import { lockPayment } from "#lib/payments/lock-payment.ts";
import { decidePayment } from "#lib/payments/payment-state.ts";
import { performOperation, planOperation } from "#lib/payments/perform-operation.ts";
import { recordEvent } from "#lib/payments/record-event.ts";
import { raiseProblem } from "#lib/problems/raise-problem.ts";
import { transaction } from "#lib/transaction.ts";

type Loaded = Payment & { connection: Connection; attempts: Attempt[] };

const primaryOf = ({ attempts, cancelRequestedAt }: Loaded): Attempt | undefined => {
  const { primaryId } = decidePayment(attempts, cancelRequestedAt !== null);
  return attempts.find(({ id }) => id === primaryId);
};

/** The CRM does not want the held money: let it go, and say why. */
async function reverseHold(payment: Loaded, attempt: Attempt, reason: string | null): Promise<void> {
  const planned = await transaction(async (tx) => {
    await lockPayment(tx, payment.id);
    const fresh = await tx.attempt.findUniqueOrThrow({ where: { id: attempt.id } });
    if (fresh.bankStatus !== 1) return null;
    const made = await planOperation(tx, { attemptId: attempt.id, kind: "reverse", amount: null, requestedBy: "crm" });
    await tx.payment.update({ where: { id: payment.id }, data: { cancelRequestedAt: now(), cancelReason: reason } });
    return made;
  });
  if (planned) await performOperation(planned);
}

async function remember(payment: Loaded, attempt: Attempt, valid: boolean, reason: string | null): Promise<void> {
  await transaction(async (tx) => {
    const data = { checkedByCrm: valid, crmVerdictText: reason, crmAskedAt: now() };
    await tx.attempt.update({ where: { id: attempt.id }, data });
    await recordEvent(tx, payment.id, "crm_check", "crm", { valid, reason });
    if (valid || payment.status !== "succeeded") return;
    const { connectionId, syncId, id, orderNumber } = payment;
    await raiseProblem(tx, { kind: "crm_rejected_paid", subject: id, paymentId: id, connectionId, syncId, detail: { orderNumber, reason } });
  });
}

/**
 * Before money is reported for the first time the CRM is asked whether the invoice is still valid. A verdict "no"
 * reverses a hold and stops the report; captured money is never given back by itself, only flagged. A failed call is
 * no verdict, and is made again with the next try as long as the report has not got through.
 * Returns whether to go on reporting.
 */
export async function checkMoney(payment: Loaded): Promise<boolean> {
  const attempt = primaryOf(payment);
  if (!attempt || attempt.crmAskedAt || (payment.status !== "waitingForCapture" && payment.status !== "succeeded")) return true;
  if (payment.status === "succeeded" && attempt.twoStage) return true; // approved by the CRM itself
  if (payment.status === "waitingForCapture" && payment.cancelRequestedAt) {
    // Cancelled while the payer was paying: the hold is nobody's wish any more.
    await reverseHold(payment, attempt, payment.cancelReason);
    return false;
  }
  const { invoiceUuid, amount, currency } = payment;
  try {
    const verdict = await crmOf(payment.connection).checkInvoice({ invoiceUuid, amount, currency });
    await remember(payment, attempt, verdict.valid, verdict.valid ? null : verdict.reason);
    if (verdict.valid || payment.status !== "waitingForCapture") return true;
    await reverseHold(payment, attempt, verdict.reason);
    return false;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    await transaction((tx) => recordEvent(tx, payment.id, "crm_check", "crm", { valid: null, error: error.code }));
    return true;
  }
}
