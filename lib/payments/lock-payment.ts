import type { Tx } from "#lib/db.ts";

/**
 * Locks the payment's row for the rest of the transaction. Everything that changes a payment, its attempts,
 * operations or refunds does this first and reads afterwards.
 */
export async function lockPayment(tx: Tx, paymentId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Payment" WHERE id = ${paymentId}::uuid FOR UPDATE`;
}
