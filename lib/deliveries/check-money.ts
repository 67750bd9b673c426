import { crmOf } from "#lib/connections/open-connection.ts";
import { now } from "#lib/clock.ts";
import { ProviderError } from "#lib/errors.ts";
import type { Attempt, Connection, Payment } from "#lib/generated/prisma/client.ts";
import { decidePayment } from "#lib/payments/payment-state.ts";
import { recordEvent } from "#lib/payments/record-event.ts";
import { releaseHold } from "#lib/payments/release-hold.ts";
import { raiseProblem } from "#lib/problems/raise-problem.ts";
import { transaction } from "#lib/transaction.ts";

type Loaded = Payment & { connection: Connection; attempts: Attempt[] };

const primaryOf = ({ attempts, cancelRequestedAt }: Loaded): Attempt | undefined => {
  const { primaryId } = decidePayment(attempts, cancelRequestedAt !== null);
  return attempts.find(({ id }) => id === primaryId);
};

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

interface Verdict {
  /** null: the CRM could not be asked. */
  valid: boolean | null;
  reason: string | null;
}

async function ask(payment: Loaded, attempt: Attempt): Promise<Verdict> {
  const { invoiceUuid, amount, currency } = payment;
  try {
    const verdict = await crmOf(payment.connection).checkInvoice({ invoiceUuid, amount, currency });
    const reason = verdict.valid ? null : verdict.reason;
    await remember(payment, attempt, verdict.valid, reason);
    return { valid: verdict.valid, reason };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    await transaction((tx) => recordEvent(tx, payment.id, "crm_check", "crm", { valid: null, error: error.code }));
    return { valid: null, reason: null };
  }
}

/** Asked once per money; what was answered before counts, also when this process died before it acted on it. */
const verdictOn = (payment: Loaded, attempt: Attempt): Verdict | Promise<Verdict> =>
  attempt.crmAskedAt ? { valid: attempt.checkedByCrm, reason: attempt.crmVerdictText } : ask(payment, attempt);

/**
 * Before money is reported for the first time the CRM is asked whether the invoice is still valid. A verdict "no", or a
 * cancel that came before the payer, releases a hold and stops the report; captured money is never given back by itself,
 * only flagged. A failed call is no verdict, and is made again with the next try as long as the report has not got through.
 * Returns whether to go on reporting.
 */
export async function checkMoney(payment: Loaded): Promise<boolean> {
  const attempt = primaryOf(payment);
  const { status, cancelRequestedAt, cancelReason } = payment;
  if (!attempt || (status !== "waitingForCapture" && status !== "succeeded")) return true;
  if (status === "succeeded" && (attempt.twoStage || cancelRequestedAt)) return true; // approved by the CRM itself, or flagged already
  if (cancelRequestedAt) return !(await releaseHold(payment, attempt.id, cancelReason));
  const { valid, reason } = await verdictOn(payment, attempt);
  if (valid !== false || status === "succeeded") return true;
  return !(await releaseHold(payment, attempt.id, reason));
}
