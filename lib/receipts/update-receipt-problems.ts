import type { Tx } from "#lib/db.ts";
import { clearProblem, raiseProblem } from "#lib/problems/raise-problem.ts";
import { isPendingSettlement } from "./receipt-state.ts";

const kinds = { failed: "receipt_failed", missing: "receipt_missing" } as const;

/** Brings the problems about a payment's receipts to what the receipts are now. Call it under the payment's lock. */
export async function updateReceiptProblems(tx: Tx, paymentId: string): Promise<void> {
  const payment = await tx.payment.findUniqueOrThrow({
    where: { id: paymentId },
    include: { receipts: { orderBy: { createdAt: "asc" } }, attempts: { where: { deposited: { gt: 0 } }, select: { id: true } } },
  });
  const { connectionId, syncId, orderNumber, receipts, attempts: kept } = payment;
  const settlements = new Set(receipts.filter(isPendingSettlement).map(({ attemptId }) => attemptId));
  if (settlements.size > 0 || kept.length === 0) await clearProblem(tx, { kind: "receipt_not_closed", subject: paymentId });
  // A settlement that came to nothing matters no more once it was asked for anew.
  const current = receipts.filter((receipt) => receipt.kind !== "close" || isPendingSettlement(receipt) || !settlements.has(receipt.attemptId));
  for (const [state, kind] of Object.entries(kinds)) {
    const receipt = current.find((one) => one.state === state);
    if (!receipt) {
      await clearProblem(tx, { kind, subject: paymentId });
      continue;
    }
    const raised = await tx.problem.count({ where: { kind, subject: paymentId, clearedAt: null } });
    if (raised > 0) continue; // each question to the bank is no new occasion
    const detail = { orderNumber, receipt: receipt.kind, amount: receipt.amount.toString() };
    await raiseProblem(tx, { kind, subject: paymentId, paymentId, connectionId, syncId, detail });
  }
}
