import { now } from "#lib/clock.ts";
import type { Payment } from "#lib/generated/prisma/client.ts";
import { raiseProblem } from "#lib/problems/raise-problem.ts";
import { transaction } from "#lib/transaction.ts";
import { unreachableCodes } from "./bank-unreachable.ts";
import { doneLately } from "./done-lately.ts";
import { lockPayment } from "./lock-payment.ts";
import { performOperation, planOperation, type PlannedOperation } from "./perform-operation.ts";

const HELD = 1;

/** Nothing reached the bank, or nothing came of it. */
const unheard = ["not_executed", ...unreachableCodes];

/**
 * One try per refusal of the bank; a try that is known to have had no effect does not count. What somebody has captured is
 * not the system's to give back, whatever the bank shows.
 */
const standsInTheWay = {
  OR: [
    { kind: { not: "register" as const }, state: { in: ["planned" as const, "sent" as const, "unknown" as const] } },
    { kind: "reverse" as const, state: "rejected" as const, errorCode: { notIn: unheard } },
    { kind: "deposit" as const, state: "succeeded" as const },
  ],
};

async function plan(payment: Payment, attemptId: string, reason: string | null): Promise<PlannedOperation | null> {
  return transaction(async (tx) => {
    await lockPayment(tx, payment.id);
    const attempt = await tx.attempt.findUniqueOrThrow({ where: { id: attemptId } });
    const before = await tx.operation.count({ where: { attemptId, ...standsInTheWay } });
    if (attempt.bankStatus !== HELD || before > 0 || (await doneLately(tx, attemptId, "reverse"))) return null;
    const planned = await planOperation(tx, { attemptId, kind: "reverse", amount: null, requestedBy: "system" });
    await tx.payment.updateMany({
      where: { id: payment.id, cancelRequestedAt: null },
      data: { cancelRequestedAt: now(), cancelReason: reason },
    });
    return planned;
  });
}

/**
 * Lets held money go that nobody wants any more: the CRM rejected it, or the payment was cancelled before the payer was
 * through. Safe to repeat. Returns whether the bank was asked to now; false when it is being asked or has refused.
 */
export async function releaseHold(payment: Payment, attemptId: string, reason: string | null): Promise<boolean> {
  const planned = await plan(payment, attemptId, reason);
  if (!planned) return false;
  const outcome = await performOperation(planned);
  if (outcome.state === "rejected" && !unheard.includes(outcome.code)) {
    const { id, connectionId, syncId, orderNumber } = payment;
    const detail = { orderNumber, code: outcome.code, message: outcome.message };
    await transaction((tx) => raiseProblem(tx, { kind: "hold_not_released", subject: id, paymentId: id, connectionId, syncId, detail }));
  }
  return true;
}
