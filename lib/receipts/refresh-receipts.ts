import { db } from "#lib/db.ts";
import { checkReceipts } from "./check-receipts.ts";

/** Asks the bank about all receipts of a payment now, because somebody wants to know. */
export async function refreshReceipts(paymentId: string): Promise<void> {
  const orders = await db.receipt.findMany({ where: { paymentId }, distinct: ["attemptId"], select: { attemptId: true } });
  for (const { attemptId } of orders) await checkReceipts(attemptId, { force: true });
}
