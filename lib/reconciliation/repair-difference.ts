import { recordAudit } from "#lib/audit/record-audit.ts";
import type { UserActor } from "#lib/auth/find-actor.ts";
import { now } from "#lib/clock.ts";
import { db } from "#lib/db.ts";
import { repeatDelivery } from "#lib/deliveries/repeat-delivery.ts";
import { AppError, ProviderError } from "#lib/errors.ts";
import type { ReconciliationDifference } from "#lib/generated/prisma/client.ts";
import { consume } from "#lib/http/rate-limit.ts";
import { isUuid } from "#lib/ids.ts";
import { decidePayment } from "#lib/payments/payment-state.ts";
import { recordEvent } from "#lib/payments/record-event.ts";
import { settleAttempt } from "#lib/payments/settle-attempt.ts";
import { assertRole } from "#lib/team/assert-role.ts";
import { transaction } from "#lib/transaction.ts";
import { repairOf } from "./difference-state.ts";
import { differenceView, type DifferenceView, listedDifference } from "./difference-view.ts";
import { loadDifference, recheckDifference } from "./recheck-difference.ts";

type ActorName = `user:${string}`;

const perDifference = { name: "reconciliation-repair", points: 10, seconds: 60 };

/** RetailCRM tells one refund from another by our id, so that telling it again does no harm (protocols: retailcrm 6.3). */
async function tellRefundsAgain(paymentId: string): Promise<void> {
  const payment = await db.payment.findUniqueOrThrow({ where: { id: paymentId }, include: { attempts: true } });
  const { primaryId } = decidePayment(payment.attempts, payment.cancelRequestedAt !== null);
  if (primaryId === null) return;
  await db.refund.updateMany({ where: { attemptId: primaryId, status: "succeeded" }, data: { toldStatus: null } });
}

async function settle(actor: ActorName, { paymentId, attemptId }: ReconciliationDifference): Promise<void> {
  if (paymentId === null || attemptId === null) throw new AppError("conflict", { reason: "nothing_to_repair" });
  await transaction((tx) => recordEvent(tx, paymentId, "check_requested", actor));
  try {
    await settleAttempt(attemptId);
  } catch (error) {
    if (error instanceof ProviderError) throw new AppError("unavailable", { reason: "bank_unreachable", cause: error });
    throw error;
  }
}

async function tellAgain(actor: ActorName, { paymentId, kind }: ReconciliationDifference): Promise<void> {
  if (paymentId === null) throw new AppError("conflict", { reason: "nothing_to_repair" });
  if (kind === "crm_refund_differs") await tellRefundsAgain(paymentId);
  await repeatDelivery(actor, paymentId);
}

/** It is repaired or not; that the other side cannot be asked about it again is for the next run to make up for. */
async function recheck(id: string): Promise<void> {
  const difference = await loadDifference(id);
  if (!difference) return;
  try {
    await recheckDifference(difference);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
  }
}

/**
 * The one click: the bank is asked and its answer taken over, or RetailCRM is told again. No money is moved.
 * Returns the difference as it is afterwards: solved, if that was seen at once.
 */
export async function repairDifference(user: UserActor, id: string): Promise<DifferenceView> {
  const difference = isUuid(id) ? await loadDifference(id) : null;
  if (!difference) throw new AppError("not_found");
  await assertRole(user, difference.connectionId, "manager");
  const repair = difference.solvedAt === null ? repairOf(difference.cause) : null;
  if (repair === null) throw new AppError("conflict", { reason: "nothing_to_repair" });
  await consume(perDifference, id);
  const actor: ActorName = `user:${user.userId}`;
  await transaction(async (tx) => {
    const { connectionId, paymentId, kind, cause } = difference;
    await tx.reconciliationDifference.update({ where: { id }, data: { repairedAt: now(), repairedBy: actor } });
    await recordAudit(tx, { connectionId, actor, action: `reconciliation.${repair}`, subject: paymentId ?? id, detail: { kind, cause } });
  });
  await (repair === "settle" ? settle(actor, difference) : tellAgain(actor, difference));
  await recheck(id);
  return differenceView(await db.reconciliationDifference.findUniqueOrThrow({ where: { id }, include: listedDifference }), true);
}
