import type { UserActor } from "#lib/auth/read-actor.ts";
import { assertPaymentRole, getPayment } from "#lib/payments/get-payment.ts";
import type { PaymentDetail } from "#lib/payments/payment-view.ts";
import { settlePrepayment } from "./settle-prepayment.ts";

/** A person settles the prepayment of an order by hand. Returns the payment as it is afterwards. */
export async function closeReceipt(user: UserActor, paymentId: string): Promise<PaymentDetail> {
  await assertPaymentRole(user, paymentId, "manager");
  await settlePrepayment(`user:${user.userId}`, paymentId);
  return getPayment(user, paymentId);
}
