import type { Tx } from "#lib/db.ts";

/**
 * Locks the payment's row for the rest of the transaction. Everything that changes a payment, its attempts,
 * operations or refunds does this first and reads afterwards. Rows that only refer to the payment, such as its events,
 * can be added by others meanwhile: a full lock would make them wait for each other in a circle.
 */
export async function lockPayment(tx: Tx, paymentId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Payment" WHERE id = ${paymentId}::uuid FOR NO KEY UPDATE`;
}
