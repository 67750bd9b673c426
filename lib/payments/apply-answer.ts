import type { OrderAnswer } from "#lib/alfabank/answer-schema.ts";
import { factsMismatch, orderFacts, type OrderFacts } from "#lib/alfabank/order-facts.ts";
import { addSeconds, now } from "#lib/clock.ts";
import type { Tx } from "#lib/db.ts";
import { requestDelivery } from "#lib/deliveries/request-delivery.ts";
import type { Attempt, Operation } from "#lib/generated/prisma/client.ts";
import { clearProblem, raiseProblem } from "#lib/problems/raise-problem.ts";
import { expectReceipts } from "#lib/receipts/expect-receipts.ts";
import { ownRecords, recordForeignRefund } from "./apply-refunds.ts";
import { type AttemptAmounts, isUntold, mergeAmounts } from "./attempt-state.ts";
import { closeOperation, openStates } from "./close-operation.ts";
import { lockPayment } from "./lock-payment.ts";
import { isInFlight, QUIET_SECONDS, resolveOperation } from "./operation-state.ts";
import { planCheck, regularCheck } from "./plan-check.ts";
import { recordEvent } from "./record-event.ts";
import { takeBackCancel } from "./take-back-cancel.ts";
import { updatePaymentState } from "./update-payment-state.ts";
import { transaction } from "#lib/transaction.ts";

const DECLINED = 6;
const AUTHENTICATING = 5;

interface StoredAmounts {
  held: string;
  deposited: string;
  refunded: string;
}

export const storeAmounts = ({ held, deposited, refunded }: AttemptAmounts): StoredAmounts => ({
  held: held.toString(),
  deposited: deposited.toString(),
  refunded: refunded.toString(),
});

const readAmounts = (stored: unknown): AttemptAmounts => {
  const { held, deposited, refunded } = stored as StoredAmounts;
  return { held: BigInt(held), deposited: BigInt(deposited), refunded: BigInt(refunded) };
};

async function recordAttemptMoves(tx: Tx, before: Attempt, facts: OrderFacts): Promise<void> {
  const { orderStatus, actionCode, actionText } = facts;
  const failedAgain = orderStatus === 0 && facts.tried && actionCode !== before.actionCode;
  const died = orderStatus === DECLINED && before.bankStatus !== DECLINED;
  if (died && facts.expired) await recordEvent(tx, before.paymentId, "attempt_expired", "bank", { seq: before.seq });
  else if (died || failedAgain) {
    await recordEvent(tx, before.paymentId, "attempt_declined", "bank", { seq: before.seq, actionCode, actionText });
  }
  if (orderStatus === AUTHENTICATING && before.bankStatus !== AUTHENTICATING) {
    await recordEvent(tx, before.paymentId, "authentication_started", "payer", { seq: before.seq });
  }
}

/** The money operations of ours that the bank's answer can now explain. */
async function closeExplained(tx: Tx, operations: Operation[], facts: OrderFacts, amounts: AttemptAmounts): Promise<void> {
  for (const operation of operations) {
    if (operation.kind === "register" || isInFlight(operation, now())) continue;
    const before = readAmounts(operation.before);
    const open = { kind: operation.kind, amount: operation.amount, before, sentAt: operation.sentAt ?? operation.createdAt };
    const outcome = resolveOperation(open, { ...amounts, orderStatus: facts.orderStatus }, now());
    if (outcome === "succeeded") await closeOperation(tx, operation, { state: "succeeded" });
    if (outcome === "rejected") await closeUndone(tx, operation);
  }
}

/** The hold is still there. Whoever cancelled was told that it is being checked and decides anew; what nobody wants is tried again. */
async function resumeHold(tx: Tx, { paymentId, requestedBy }: Operation): Promise<void> {
  if (requestedBy !== "system") await takeBackCancel(tx, paymentId);
  await requestDelivery(tx, paymentId);
}

/** It got no answer, and the bank shows that nothing happened. Whoever wanted a refund must hear of it. */
async function closeUndone(tx: Tx, operation: Operation): Promise<void> {
  await closeOperation(tx, operation, { state: "rejected", code: "not_executed", message: null });
  if (operation.kind === "reverse") await resumeHold(tx, operation);
  if (operation.kind !== "refund") return;
  const { id, connectionId, syncId, orderNumber } = await tx.payment.findUniqueOrThrow({ where: { id: operation.paymentId } });
  const detail = { orderNumber, amount: operation.amount?.toString() ?? null };
  await raiseProblem(tx, { kind: "not_refunded", subject: id, paymentId: id, connectionId, syncId, detail });
  await requestDelivery(tx, id);
}

async function applyMismatch(tx: Tx, attempt: Attempt, mismatch: string): Promise<void> {
  await tx.attempt.update({ where: { id: attempt.id }, data: { mismatch, settledAt: now(), nextCheckAt: addSeconds(now(), 3_600) } });
  if (attempt.mismatch !== mismatch) await recordEvent(tx, attempt.paymentId, "amounts_differ", "bank", { mismatch });
  const { connectionId } = await tx.payment.findUniqueOrThrow({ where: { id: attempt.paymentId }, select: { connectionId: true } });
  await raiseProblem(tx, {
    kind: "amounts_differ",
    subject: attempt.paymentId,
    connectionId,
    syncId: attempt.syncId,
    paymentId: attempt.paymentId,
    detail: { mismatch, orderNumber: attempt.orderNumber },
  });
}

async function clearMismatch(tx: Tx, paymentId: string): Promise<void> {
  const doubtful = await tx.attempt.count({ where: { paymentId, mismatch: { not: null } } });
  if (doubtful === 0) await clearProblem(tx, { kind: "amounts_differ", subject: paymentId });
}

/** The bank does not know the order. A registration without an answer is thereby settled; a registered order is a riddle. */
async function applyAbsence(tx: Tx, attempt: Attempt, operations: Operation[]): Promise<void> {
  const register = operations.find(({ kind }) => kind === "register");
  const quiet = register?.sentAt && (now().getTime() - register.sentAt.getTime()) / 1000 >= QUIET_SECONDS;
  if (register && quiet) {
    await closeOperation(tx, register, { state: "rejected", code: "not_executed", message: null });
    await tx.attempt.update({ where: { id: attempt.id }, data: { state: "rejected", final: true, nextCheckAt: null } });
    return;
  }
  await planCheck(tx, attempt.id, regularCheck(attempt, 0, register !== undefined));
}

async function applyFacts(tx: Tx, attempt: Attempt & { sync: { holdHours: number } }, answer: OrderAnswer): Promise<void> {
  const facts = orderFacts(answer);
  const operations = await tx.operation.findMany({ where: { attemptId: attempt.id, state: { in: [...openStates] } } });
  // Also one whose registration was taken for refused, or for never carried out: the bank's own list may show it after all.
  const found = attempt.state === "planned" || attempt.state === "unknown" || (attempt.state === "rejected" && answer.mdOrder !== null);
  const register = operations.find(({ kind }) => kind === "register");
  if (found && register) await closeOperation(tx, register, { state: "succeeded" });
  const amounts = mergeAmounts(attempt, facts, await ownRecords(tx, attempt.id));
  await closeExplained(tx, operations, facts, amounts);
  await recordAttemptMoves(tx, attempt, facts);
  const open = await tx.operation.count({ where: { attemptId: attempt.id, state: { in: [...openStates] } } });
  const updated = await tx.attempt.update({
    where: { id: attempt.id },
    data: {
      ...amounts,
      bankStatus: facts.orderStatus,
      actionCode: facts.actionCode,
      actionText: facts.actionText,
      paymentWay: facts.paymentWay,
      final: facts.final,
      mismatch: null,
      settledAt: now(),
      heldAt: attempt.heldAt ?? facts.heldAt ?? (amounts.held > 0n ? now() : null),
      paidAt: attempt.paidAt ?? facts.paidAt ?? (amounts.deposited > 0n ? now() : null),
      ...(found && { state: "registered", registeredAt: now(), mdOrder: attempt.mdOrder ?? answer.mdOrder }),
    },
  });
  // Until a refund of ours has its answer, nobody can say whose money went back; the question after the answer does.
  const ours = operations.some((operation) => operation.kind === "refund" && isInFlight(operation, now()));
  if (!ours) await recordForeignRefund(tx, updated, amounts.refunded);
  await expectReceipts(tx, attempt, updated);
  if (attempt.mismatch) await clearMismatch(tx, attempt.paymentId);
  await planCheck(tx, attempt.id, regularCheck(updated, attempt.sync.holdHours, open > 0));
}

/**
 * Takes over what the bank answered about an attempt (null: it knows no such order), under the payment's lock.
 * `askedSeq` is the number of the question: an answer to an older question than the last applied one is stale and dropped.
 */
export async function applyAnswer(attemptId: string, askedSeq: number, answer: OrderAnswer | null): Promise<void> {
  await transaction(async (tx) => {
    const { paymentId } = await tx.attempt.findUniqueOrThrow({ where: { id: attemptId }, select: { paymentId: true } });
    await lockPayment(tx, paymentId);
    const attempt = await tx.attempt.findUniqueOrThrow({ where: { id: attemptId }, include: { sync: true } });
    if (attempt.appliedSeq >= askedSeq) return;
    await tx.attempt.update({ where: { id: attemptId }, data: { appliedSeq: askedSeq } });
    if (!answer) {
      const operations = await tx.operation.findMany({ where: { attemptId, state: { in: [...openStates] } } });
      await applyAbsence(tx, attempt, operations);
    } else {
      const mismatch = factsMismatch(answer, attempt) ?? (isUntold(attempt, orderFacts(answer)) ? "amounts" : null);
      if (mismatch) await applyMismatch(tx, attempt, mismatch);
      else await applyFacts(tx, attempt, answer);
    }
    await updatePaymentState(tx, paymentId);
  });
}
