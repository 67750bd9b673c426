import type { Tx } from "#lib/db.ts";

/** The bank did not let the hold go: it is still there, and so is the payment. Call it under the payment's lock. */
export async function takeBackCancel(tx: Tx, paymentId: string): Promise<void> {
  await tx.payment.updateMany({
    where: { id: paymentId, status: "waitingForCapture" },
    data: { cancelRequestedAt: null, cancelReason: null },
  });
}
