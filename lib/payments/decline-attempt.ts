import { db } from "#lib/db.ts";
import { AppError } from "#lib/errors.ts";
import type { Attempt } from "#lib/generated/prisma/client.ts";
import { isPayable } from "./attempt-state.ts";
import { doneLately } from "./done-lately.ts";
import { lockPayment } from "./lock-payment.ts";
import { performOperation, planOperation } from "./perform-operation.ts";
import type { ActorName } from "./record-event.ts";
import { transaction } from "#lib/transaction.ts";

/**
 * Makes a bank order unpayable, so that neither its link nor a page that is already open can be paid any more.
 * Whatever the bank answers, the attempt afterwards holds what the bank says: paid, declined or still alive.
 */
export async function declineAttempt(attemptId: string, actor: ActorName): Promise<Attempt> {
  const planned = await transaction(async (tx) => {
    const { paymentId } = await tx.attempt.findUniqueOrThrow({ where: { id: attemptId }, select: { paymentId: true } });
    await lockPayment(tx, paymentId);
    const attempt = await tx.attempt.findUniqueOrThrow({ where: { id: attemptId } });
    if (!isPayable(attempt) || (await doneLately(tx, attemptId, "decline"))) return null;
    try {
      return await planOperation(tx, { attemptId, kind: "decline", amount: null, requestedBy: actor });
    } catch (error) {
      if (error instanceof AppError && error.reason === "operation_under_way") return null;
      throw error;
    }
  });
  if (planned) await performOperation(planned);
  return db.attempt.findUniqueOrThrow({ where: { id: attemptId } });
}
