import { addSeconds, now } from "#lib/clock.ts";
import { crmOf } from "#lib/connections/open-connection.ts";
import { db } from "#lib/db.ts";
import { AppError, ProviderError } from "#lib/errors.ts";
import type { Attempt, Connection, Payment, Sync } from "#lib/generated/prisma/client.ts";
import { errorText } from "#lib/i18n/error-text.ts";
import { lockPayment } from "#lib/payments/lock-payment.ts";
import { raiseProblem } from "#lib/problems/raise-problem.ts";
import { transaction } from "#lib/transaction.ts";
import { readFiscal } from "./fiscal-schema.ts";
import { isLastSettlementLook, nextSettlementDelay } from "./receipt-state.ts";
import { owesSettlement, settlePrepayment } from "./settle-prepayment.ts";

type Asked = Attempt & { sync: Sync; payment: Payment & { connection: Connection } };

const ageOf = ({ paidAt, createdAt }: Attempt): number => (now().getTime() - (paidAt ?? createdAt).getTime()) / 1000;

/** Puts the next look off, so that nobody else looks meanwhile; null when somebody else does already. */
async function claim(attemptId: string): Promise<Asked | null> {
  const attempt = await db.attempt.findUnique({
    where: { id: attemptId },
    include: { sync: true, payment: { include: { connection: true } } },
  });
  if (!attempt?.closeCheckAt || attempt.closeCheckAt > now()) return null;
  const { count } = await db.attempt.updateMany({
    where: { id: attemptId, closeCheckAt: attempt.closeCheckAt },
    data: { closeCheckAt: addSeconds(now(), nextSettlementDelay(ageOf(attempt))) },
  });
  return count === 1 ? attempt : null;
}

/** Why a prepayment is not settled by itself: a key of the catalog "errors". */
interface Obstacle {
  reason: string;
  params?: Record<string, string | number>;
  /** The next look may find it gone. */
  passing?: boolean;
}

/** Settling by itself does not work: a person must see to it, if there is anything to settle. */
async function giveUp(attempt: Asked, { reason, params }: Obstacle): Promise<void> {
  const { id, payment, syncId } = attempt;
  const { connectionId, connection, orderNumber } = payment;
  await transaction(async (tx) => {
    await lockPayment(tx, payment.id);
    await tx.attempt.update({ where: { id }, data: { closeCheckAt: null } });
    if (!(await owesSettlement(tx, attempt))) return;
    const about = { kind: "receipt_not_closed", subject: payment.id, paymentId: payment.id, connectionId, syncId };
    await raiseProblem(tx, { ...about, detail: { orderNumber, message: errorText(connection.locale, reason, params) } });
  });
}

const notReadable = new Set(["forbidden_scope", "unauthorized"]);

function obstacleOf(error: unknown): Obstacle {
  if (error instanceof AppError) return { reason: error.reason, params: error.params, passing: error.reason === "bank_unreachable" };
  if (!(error instanceof ProviderError)) throw error;
  return notReadable.has(error.code) ? { reason: "receipt_order_unreadable" } : { reason: "receipt_order_unseen", passing: true };
}

/** null when it was settled. */
async function settleIfHandedOver({ id, payment }: Asked, closeOn: readonly string[]): Promise<Obstacle | null> {
  if (payment.orderId === null) return { reason: "receipt_order_unknown" };
  try {
    const status = await crmOf(payment.connection).orderStatus(payment.orderId);
    if (status === null || !closeOn.includes(status)) return { reason: "receipt_not_handed_over", passing: true };
    await settlePrepayment("system", payment.id, id);
    return null;
  } catch (error) {
    return obstacleOf(error);
  }
}

/**
 * Settles the prepayment of an order whose goods have been handed over, which is told by the order's status in RetailCRM.
 * Looked at again until the order gets there, for three months; then a person is told.
 */
export async function closeDueReceipt(attemptId: string): Promise<void> {
  const attempt = await claim(attemptId);
  if (!attempt) return;
  const { closeOn } = readFiscal(attempt.sync.fiscal);
  if (closeOn === null) return;
  const obstacle = await settleIfHandedOver(attempt, closeOn);
  if (obstacle === null || (obstacle.passing && !isLastSettlementLook(ageOf(attempt)))) return;
  await giveUp(attempt, obstacle);
}
