import { lockPayment } from "#lib/payments/lock-payment.ts";
import { type ActorName, recordEvent } from "#lib/payments/record-event.ts";
import { deliverPayment } from "./deliver-payment.ts";
import { requestDelivery } from "./request-delivery.ts";
import { transaction } from "#lib/transaction.ts";

/** Sends the newest state to the CRM again, by hand; repeating the same state is harmless there. */
export async function repeatDelivery(actor: ActorName, paymentId: string): Promise<void> {
  await transaction(async (tx) => {
    await lockPayment(tx, paymentId);
    await recordEvent(tx, paymentId, "delivery_repeated", actor);
    await requestDelivery(tx, paymentId);
  });
  await deliverPayment(paymentId);
}
