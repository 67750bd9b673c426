import { addSeconds, now, sleep } from "#lib/clock.ts";
import { db, type Tx } from "#lib/db.ts";
import { AppError, ProviderError } from "#lib/errors.ts";
import type { Refund } from "#lib/generated/prisma/client.ts";
import { newUuid } from "#lib/ids.ts";
import { assertPartTaken } from "#lib/receipts/part-of-operation.ts";
import { afterOthers } from "./after-others.ts";
import { bankRefusal } from "./bank-refusal.ts";
import { takenForUndone } from "./close-operation.ts";
import { lockPayment } from "./lock-payment.ts";
import { LAG_SECONDS } from "./operation-state.ts";
import { decidePayment } from "./payment-state.ts";
import { performOperation, planOperation, type PlannedOperation } from "./perform-operation.ts";
import { type ActorName, recordEvent } from "./record-event.ts";
import { decideRefund, isRepeat } from "./refund-state.ts";
import { settleAttempt } from "./settle-attempt.ts";
import { transaction } from "#lib/transaction.ts";

type Plan = { kind: "joined"; refund: Refund } | { kind: "planned"; refund: Refund; planned: PlannedOperation };

async function load(tx: Tx, paymentId: string) {
  const payment = await tx.payment.findUniqueOrThrow({
    where: { id: paymentId },
    include: { attempts: true, refunds: { where: { origin: { not: "bank" } }, orderBy: { createdAt: "desc" }, include: { operation: true } } },
  });
  return { payment, state: decidePayment(payment.attempts, payment.cancelRequestedAt !== null) };
}

async function plan(actor: ActorName, paymentId: string, wanted: bigint | null, arrivedAt: Date): Promise<Plan> {
  return transaction(async (tx) => {
    await lockPayment(tx, paymentId);
    const { payment, state } = await load(tx, paymentId);
    const left = state.captured - state.refunded;
    const earlier = payment.refunds.find((refund) => {
      const unsettled = payment.attempts.some(({ id, appliedSeq }) => id === refund.attemptId && (refund.operation?.freshFromSeq ?? 0) > appliedSeq);
      // What was given back of a second payment of the invoice is nobody's answer to a wish about the first.
      return refund.attemptId === state.primaryId && isRepeat({ ...refund, unsettled }, { amount: wanted, arrivedAt, left });
    });
    if (earlier) return { kind: "joined", refund: earlier };
    const { attemptId, amount } = decideRefund(state, wanted);
    const refundId = newUuid();
    await tx.attempt.update({ where: { id: attemptId }, data: { chosen: true } });
    const planned = await planOperation(tx, { attemptId, kind: "refund", amount, requestedBy: actor, refundId });
    const refund = await tx.refund.create({
      data: { id: refundId, paymentId, attemptId, operationId: planned.operation.id, amount, origin: actor === "crm" ? "crm" : "hub" },
    });
    await recordEvent(tx, paymentId, "refund_requested", actor, { amount: amount.toString(), refundId });
    return { kind: "planned", refund, planned };
  });
}

const JOIN_TURNS = 100;

/** Waits a while for another request's refund to be settled. */
async function settled(refundId: string): Promise<Refund> {
  for (let turn = 0; ; turn++) {
    const refund = await db.refund.findUniqueOrThrow({ where: { id: refundId }, include: { operation: true } });
    if (refund.status !== "pending" || refund.operation?.state === "unknown" || turn >= JOIN_TURNS) return refund;
    await sleep(100);
  }
}

/** Whoever joined an earlier refund hears what became of that one. */
async function assertGiven(refund: Refund): Promise<void> {
  if (refund.status !== "canceled") return;
  const operation = await db.operation.findUniqueOrThrow({ where: { id: refund.operationId ?? "" } });
  throw bankRefusal("refund", { code: operation.errorCode ?? "", message: operation.errorMessage });
}

/** A refund was taken for undone a while ago: should it show after all, the wish is met, and nothing goes back twice. */
async function lookAgain(paymentId: string): Promise<void> {
  const undone = await db.operation.findFirst({
    where: { ...takenForUndone, paymentId, kind: "refund", finishedAt: { gt: addSeconds(now(), -LAG_SECONDS) } },
  });
  if (!undone) return;
  try {
    await settleAttempt(undone.attemptId);
  } catch (error) {
    if (error instanceof ProviderError) throw new AppError("unavailable", { reason: "being_checked", cause: error });
    throw error;
  }
}

async function perform(actor: ActorName, paymentId: string, amount: bigint | null): Promise<Refund> {
  const arrivedAt = now();
  await lookAgain(paymentId);
  const made = await afterOthers(paymentId, () => plan(actor, paymentId, amount, arrivedAt));
  if (made.kind === "joined") return settled(made.refund.id);
  const outcome = await performOperation(made.planned, made.refund.id);
  if (outcome.state === "rejected") {
    assertPartTaken(made.planned.operation, outcome.code, outcome.message);
    throw bankRefusal("refund", outcome);
  }
  return db.refund.findUniqueOrThrow({ where: { id: made.refund.id } });
}

/** The CRM will read in our answer that this refund is pending: how it ended must be told, too. False: it has ended. */
async function notePendingTold({ id }: Refund): Promise<boolean> {
  const { count } = await db.refund.updateMany({ where: { id, status: "pending" }, data: { toldStatus: "pending" } });
  return count > 0;
}

/**
 * Gives money back, wholly (`amount` null: what is left) or in part; kopecks. More than is left is refused before the bank is asked.
 * A refund whose outcome is unclear is returned as `pending` and settled by asking the bank; it is never sent twice.
 * @throws AppError conflict when nothing can be refunded or the bank refuses
 */
export async function refundPayment(actor: ActorName, paymentId: string, amount: bigint | null): Promise<Refund> {
  const refund = await perform(actor, paymentId, amount);
  const pending = refund.status === "pending" && (actor !== "crm" || (await notePendingTold(refund)));
  const answer = pending ? refund : await db.refund.findUniqueOrThrow({ where: { id: refund.id } });
  await assertGiven(answer);
  return answer;
}
