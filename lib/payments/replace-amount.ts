import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import type { Attempt } from "#lib/generated/prisma/client.ts";
import { declineAttempt } from "./decline-attempt.ts";
import { isPayable } from "./attempt-state.ts";
import { withLeaseSoon } from "./hold-lease.ts";
import { lockPayment } from "./lock-payment.ts";
import type { NewPayment } from "./new-payment.ts";
import { recordEvent } from "./record-event.ts";
import type { PaymentWithSync } from "./register-attempt.ts";
import { transaction } from "#lib/transaction.ts";

const tooLate = (): AppError => new AppError("conflict", { reason: "amount_change_too_late" });

/** Can the old sum still be paid on a form somebody may have, or is an order for it being made? */
const keepsOldSum = (attempt: Attempt): boolean => (isPayable(attempt) && attempt.formUrl !== null) || attempt.state === "planned";

async function replace(payment: PaymentWithSync, wanted: NewPayment): Promise<PaymentWithSync> {
  const attempts = await db.attempt.findMany({ where: { paymentId: payment.id, state: { in: ["registered", "unknown", "planned"] } } });
  for (const attempt of attempts) {
    const now = isPayable(attempt) ? await declineAttempt(attempt.id, "crm") : attempt;
    if (keepsOldSum(now)) throw tooLate();
  }
  return transaction(async (tx) => {
    await lockPayment(tx, payment.id);
    const fresh = await tx.payment.findUniqueOrThrow({ where: { id: payment.id }, include: { attempts: true } });
    if (fresh.cancelRequestedAt) throw new AppError("conflict", { reason: "already_canceled" });
    if (fresh.status !== "pending" && fresh.version > 0) throw new AppError("conflict", { reason: "already_paid" });
    if (fresh.attempts.some(keepsOldSum)) throw tooLate();
    const detail = { from: fresh.amount.toString(), to: wanted.amount.toString() };
    await recordEvent(tx, payment.id, "amount_changed", "crm", detail);
    const { amount, source, orderNumber, orderId, siteUrl, returnUrl } = wanted;
    return tx.payment.update({
      where: { id: payment.id },
      data: { amount, source, orderNumber, orderId, siteUrl, returnUrl },
      include: { sync: true, connection: true },
    });
  });
}

/**
 * The CRM issues the same invoice with another sum: the old bank order is ended first, so that the old sum cannot be
 * paid, then the link stands for the new sum. Under the lease, so that nobody who opens the link makes an order for the
 * old sum in between.
 */
export async function replaceAmount(payment: PaymentWithSync, wanted: NewPayment): Promise<PaymentWithSync> {
  const replaced = await withLeaseSoon(payment.id, () => replace(payment, wanted));
  if (!replaced) throw tooLate();
  return replaced;
}
