import type { PaymentStatus } from "#lib/generated/prisma/enums.ts";
import { transaction } from "#lib/transaction.ts";
import { lockPayment } from "./lock-payment.ts";
import { updatePaymentState } from "./update-payment-state.ts";

/**
 * The bank has been asked to end what could be paid, whatever it answered: the payment is cancelled, unless money has
 * come to light. RetailCRM hears of either only now.
 */
export const concludeCancel = (paymentId: string): Promise<PaymentStatus> =>
  transaction(async (tx) => {
    await lockPayment(tx, paymentId);
    return (await updatePaymentState(tx, paymentId, { cancelConcluded: true })).status;
  });
