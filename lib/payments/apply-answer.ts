import { WRONG_STATE } from "#lib/alfabank/doubtful-refusal.ts";
import type { OrderAnswer } from "#lib/alfabank/answer-schema.ts";
import { addSeconds, now } from "#lib/clock.ts";
import type { Tx } from "#lib/db.ts";
import { requestDelivery } from "#lib/deliveries/request-delivery.ts";
import type { Attempt, Operation } from "#lib/generated/prisma/client.ts";
import { clearProblem, raiseProblem } from "#lib/problems/raise-problem.ts";
import { expectReceipts } from "#lib/receipts/expect-receipts.ts";
import { type AnswerDecision, decideAnswer, type OpenWrite } from "./answer-state.ts";
import { ownRecords, recordForeignRefund } from "./apply-refunds.ts";
import type { AttemptAmounts } from "./attempt-state.ts";
import { closeOperation, openStates, takenForUndone } from "./close-operation.ts";
import { lockPayment } from "./lock-payment.ts";
import { LAG_SECONDS } from "./operation-state.ts";
import { planCheck } from "./plan-check.ts";
import { recordEvent } from "./record-event.ts";
import { takeBackCancel } from "./take-back-cancel.ts";
import { updatePaymentState } from "./update-payment-state.ts";
import { transaction } from "#lib/transaction.ts";

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

export const readAmounts = (stored: unknown): AttemptAmounts => {
  const { held, deposited, refunded } = stored as StoredAmounts;
  return { held: BigInt(held), deposited: BigInt(deposited), refunded: BigInt(refunded) };
};

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

async function applyMismatch(tx: Tx, attempt: Attempt, mismatch: string, nextCheckAt: Date): Promise<void> {
  await tx.attempt.update({ where: { id: attempt.id }, data: { mismatch, settledAt: now(), nextCheckAt } });
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

/** A registration that was never carried out. */
async function applyNeverRegistered(tx: Tx, attempt: Attempt, operation: Operation): Promise<void> {
  await closeOperation(tx, operation, { state: "rejected", code: "not_executed", message: null });
  await tx.attempt.update({ where: { id: attempt.id }, data: { state: "rejected", final: true, nextCheckAt: null } });
}

async function noteUnclear(tx: Tx, { paymentId, syncId, id }: Attempt, unclear: boolean): Promise<void> {
  const about = { kind: "outcome_unclear", subject: id };
  if (!unclear) return clearProblem(tx, about);
  const { connectionId, orderNumber } = await tx.payment.findUniqueOrThrow({ where: { id: paymentId } });
  await raiseProblem(tx, { ...about, connectionId, syncId, paymentId, detail: { orderNumber } });
}

type Facts = Extract<AnswerDecision, { kind: "facts" }>;

async function applyFacts(tx: Tx, attempt: Attempt, operations: Operation[], decision: Facts): Promise<void> {
  const { closings, moves, patch, foreignRefund, listedRefunds, unclear, nextCheckAt } = decision;
  for (const { operationId, outcome } of closings) {
    const operation = operationOf(operations, operationId);
    if (outcome === "succeeded") await closeOperation(tx, operation, { state: "succeeded" });
    else await closeUndone(tx, operation);
  }
  for (const { kind, actor, detail } of moves) await recordEvent(tx, attempt.paymentId, kind, actor, detail);
  const updated = await tx.attempt.update({ where: { id: attempt.id }, data: patch });
  await recordForeignRefund(tx, updated, foreignRefund, listedRefunds);
  await expectReceipts(tx, attempt, updated, listedRefunds);
  if (attempt.mismatch) await clearMismatch(tx, attempt.paymentId);
  if (operations.length > 0) await noteUnclear(tx, updated, unclear);
  await planCheck(tx, attempt.id, nextCheckAt);
}

const openWrite = (operation: Operation): OpenWrite => ({
  ...operation,
  before: operation.before === null ? null : readAmounts(operation.before),
});

const isOpen = ({ state }: Operation): boolean => openStates.some((open) => open === state);

/** Open writes, and those of which the bank's answers may not know yet; newest first. */
const concernedWrites = (tx: Tx, attemptId: string): Promise<Operation[]> =>
  tx.operation.findMany({
    where: {
      attemptId,
      OR: [
        { state: { in: [...openStates] } },
        {
          finishedAt: { gt: addSeconds(now(), -LAG_SECONDS) },
          kind: { not: "register" },
          OR: [{ state: "succeeded" }, takenForUndone, { state: "rejected", kind: "decline", errorCode: WRONG_STATE }],
        },
      ],
    },
    orderBy: { createdAt: "desc" },
  });

function operationOf(operations: Operation[], id: string): Operation {
  const found = operations.find((operation) => operation.id === id);
  if (!found) throw new Error("a decision about a write that was not asked about");
  return found;
}

async function obey(tx: Tx, attempt: Attempt, operations: Operation[], decision: AnswerDecision): Promise<void> {
  switch (decision.kind) {
    case "mismatch":
      return applyMismatch(tx, attempt, decision.mismatch, decision.nextCheckAt);
    case "never_registered":
      return applyNeverRegistered(tx, attempt, operationOf(operations, decision.operationId));
    case "wait":
      return planCheck(tx, attempt.id, decision.nextCheckAt);
    case "facts":
      return applyFacts(tx, attempt, operations, decision);
  }
}

/** The attempt as it was when the bank was asked. */
type Question = Pick<Attempt, "id" | "askedSeq" | "nextCheckAt">;

/**
 * Takes over what the bank answered about an attempt (null: it knows no such order), under the payment's lock.
 * `askedSeq` is the number of the question: an answer to an older question than the last applied one is stale and dropped.
 */
export async function applyAnswer({ id: attemptId, askedSeq, nextCheckAt }: Question, answer: OrderAnswer | null): Promise<void> {
  await transaction(async (tx) => {
    const { paymentId } = await tx.attempt.findUniqueOrThrow({ where: { id: attemptId }, select: { paymentId: true } });
    await lockPayment(tx, paymentId);
    const { sync, ...attempt } = await tx.attempt.findUniqueOrThrow({ where: { id: attemptId }, include: { sync: true } });
    if (attempt.appliedSeq >= askedSeq) return;
    await tx.attempt.update({ where: { id: attemptId }, data: { appliedSeq: askedSeq } });
    const operations = await concernedWrites(tx, attemptId);
    const ended = operations.filter((operation) => !isOpen(operation)).map(openWrite);
    const own = await ownRecords(tx, attemptId);
    const promised = attempt.nextCheckAt?.getTime() === nextCheckAt?.getTime() ? null : attempt.nextCheckAt;
    const context = { attempt, open: operations.filter(isOpen).map(openWrite), ended, own, holdHours: sync.holdHours, at: now(), promised };
    await obey(tx, attempt, operations, decideAnswer(context, answer));
    await updatePaymentState(tx, paymentId);
  });
}
