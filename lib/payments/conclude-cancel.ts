import type { Tx } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import type { PaymentStatus } from "#lib/generated/prisma/enums.ts";
import { transaction } from "#lib/transaction.ts";
import { lockPayment } from "./lock-payment.ts";
import { updatePaymentState } from "./update-payment-state.ts";

/** @throws AppError conflict "operation_under_way" while the bank is being asked to end an order of this payment, by whomever */
export async function assertNobodyAsks(tx: Tx, paymentId: string): Promise<void> {
  const asking = await tx.operation.count({ where: { paymentId, kind: "decline", state: "sent" } });
  if (asking > 0) throw new AppError("conflict", { reason: "operation_under_way" });
}

/** An order of which the bank says something else than was registered may be paid; unless the bank has confirmed its end. */
async function assertNothingDiffers(tx: Tx, paymentId: string): Promise<void> {
  const ended = { operations: { some: { kind: "decline" as const, state: "succeeded" as const } } };
  const doubtful = await tx.attempt.count({ where: { paymentId, mismatch: { not: null }, NOT: ended } });
  if (doubtful > 0) throw new AppError("conflict", { reason: "bank_differs" });
}

/**
 * The bank has been asked to end what could be paid, whatever it answered: the payment is cancelled, unless money has
 * come to light. RetailCRM hears of either only now.
 * @throws AppError conflict "operation_under_way" while somebody still waits for the bank's answer, "bank_differs" when
 * nobody can say whether there is money
 */
export const concludeCancel = (paymentId: string): Promise<PaymentStatus> =>
  transaction(async (tx) => {
    await lockPayment(tx, paymentId);
    await assertNobodyAsks(tx, paymentId);
    await assertNothingDiffers(tx, paymentId);
    return (await updatePaymentState(tx, paymentId, { cancelConcluded: true })).status;
  });
