import { AppError } from "#lib/errors.ts";
import { newUuid } from "#lib/ids.ts";
import { transaction } from "#lib/transaction.ts";
import { afterOthers } from "./after-others.ts";
import { assertDone } from "./bank-refusal.ts";
import { doneLately } from "./done-lately.ts";
import { lockPayment } from "./lock-payment.ts";
import { decidePayment } from "./payment-state.ts";
import { performOperation, planOperation, type PlannedOperation } from "./perform-operation.ts";
import { type ActorName, recordEvent } from "./record-event.ts";

interface Plan {
  planned: PlannedOperation;
  refundId: string | null;
}

async function plan(actor: ActorName, paymentId: string, attemptId: string): Promise<Plan> {
  return transaction(async (tx) => {
    await lockPayment(tx, paymentId);
    const payment = await tx.payment.findUniqueOrThrow({ where: { id: paymentId }, include: { attempts: true } });
    const { duplicateIds } = decidePayment(payment.attempts, payment.cancelRequestedAt !== null);
    const attempt = payment.attempts.find(({ id }) => id === attemptId);
    if (!attempt || !duplicateIds.includes(attemptId)) throw new AppError("conflict", { reason: "not_a_duplicate" });
    const amount = attempt.deposited;
    if (amount === 0n) {
      if ((await doneLately(tx, attemptId, "reverse")) ?? (await doneLately(tx, attemptId, "deposit"))) throw new AppError("conflict", { reason: "operation_under_way" });
      return { planned: await planOperation(tx, { attemptId, kind: "reverse", amount: null, requestedBy: actor }), refundId: null };
    }
    const refundId = newUuid();
    const planned = await planOperation(tx, { attemptId, kind: "refund", amount, requestedBy: actor, refundId });
    const operationId = planned.operation.id;
    await tx.refund.create({ data: { id: refundId, paymentId, attemptId, operationId, amount, origin: "hub" } });
    await recordEvent(tx, paymentId, "refund_requested", actor, { amount: amount.toString(), refundId });
    return { planned, refundId };
  });
}

/**
 * Somebody paid twice for one invoice: gives the second payment's money back whole, or lets its hold go. The payment
 * itself stays paid, and the CRM, which knows of one payment only, is not told.
 * @throws AppError conflict when the attempt is no duplicate or the bank refuses, unavailable "being_checked" when its answer is lost
 */
export async function returnDuplicate(actor: ActorName, paymentId: string, attemptId: string): Promise<void> {
  const { planned, refundId } = await afterOthers(paymentId, () => plan(actor, paymentId, attemptId));
  assertDone(refundId === null ? "reverse" : "refund", await performOperation(planned, refundId));
}
