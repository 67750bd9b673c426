import { now } from "#lib/clock.ts";
import { doubtfulWords, WRONG_STATE } from "#lib/alfabank/doubtful-refusal.ts";
import type { Tx } from "#lib/db.ts";
import { requestDelivery } from "#lib/deliveries/request-delivery.ts";
import type { Operation, Prisma } from "#lib/generated/prisma/client.ts";
import { clearProblem } from "#lib/problems/raise-problem.ts";
import { noteUnlisted } from "#lib/receipts/note-unlisted.ts";
import { isUnreachable } from "./bank-unreachable.ts";
import { refusalWords } from "./bank-refusal.ts";
import { recordEvent } from "./record-event.ts";

export type Outcome =
  | { state: "succeeded" }
  | { state: "rejected"; code: string; message: string | null }
  | { state: "unknown"; code: string };

const refundStatuses = { succeeded: "succeeded", rejected: "canceled", unknown: "pending" } as const;

/** States from which an operation can still be closed; a closed one is left alone. */
export const openStates = ["planned", "sent", "unknown"] as const;

const doubtfulRefusal: Prisma.OperationWhereInput = {
  errorCode: WRONG_STATE,
  OR: [{ errorMessage: null }, { errorMessage: "" }, ...doubtfulWords.map((contains) => ({ errorMessage: { contains, mode: "insensitive" as const } }))],
};

/** Taken for never carried out, since the bank showed nothing of it. It may show it after all. */
export const takenForUndone: Prisma.OperationWhereInput = { state: "rejected", OR: [{ errorCode: "not_executed" }, doubtfulRefusal] };

/** Open, or taken for undone, which the bank knows better. */
const closable = (outcome: Outcome): Prisma.OperationWhereInput =>
  outcome.state === "succeeded"
    ? { OR: [{ state: { in: [...openStates] } }, takenForUndone] }
    : { state: { in: [...openStates] }, NOT: { state: outcome.state } };

/** Why a refund came to nothing, for the manager in RetailCRM: the bank's own words, or ours where it gave none. */
async function commentOn(tx: Tx, { paymentId }: Operation, outcome: Extract<Outcome, { state: "rejected" }>): Promise<string> {
  if (outcome.message !== null && outcome.message.trim() !== "") return outcome.message;
  const { connection } = await tx.payment.findUniqueOrThrow({ where: { id: paymentId }, select: { connection: { select: { locale: true } } } });
  return refusalWords("refund", outcome, connection.locale);
}

async function closeRefund(tx: Tx, operation: Operation, outcome: Outcome, finishedAt: Date | null): Promise<void> {
  const refunds = { operationId: operation.id };
  // What was said of one that was taken for undone is no longer true once it was made.
  const comment = outcome.state === "rejected" ? await commentOn(tx, operation, outcome) : null;
  await tx.refund.updateMany({ where: refunds, data: { status: refundStatuses[outcome.state], finishedAt, comment } });
  if (outcome.state !== "rejected" || operation.state !== "sent") return;
  // Refused at once: whoever asked is told so in the answer, and the CRM never gets to know of such a refund …
  await tx.refund.updateMany({ where: { ...refunds, toldStatus: null }, data: { toldStatus: "canceled" } });
  // … unless somebody who asked for the same meanwhile was told that it is pending.
  if ((await tx.refund.count({ where: { ...refunds, toldStatus: "pending" } })) > 0) await requestDelivery(tx, operation.paymentId);
}

/**
 * Amounts and states from before this outcome are no start for another write. Also after the refusal to end an order: it
 * may have been paid. One that never reached the bank changes nothing.
 */
const movesOn = ({ kind }: Operation, outcome: Outcome): boolean =>
  outcome.state === "succeeded" || (kind === "decline" && outcome.state === "rejected" && !isUnreachable(outcome.code));

/**
 * Writes down what became of a write to the bank, and of the refund it stands for. Call it under the payment's lock.
 * `freshFromSeq`: number of the first question to the bank whose answer shows the effect; null when the outcome was
 * itself read from an answer.
 * Returns whether this call closed or changed it: an answer and a question may both learn the outcome.
 */
export async function closeOperation(tx: Tx, operation: Operation, outcome: Outcome, freshFromSeq: number | null = null): Promise<boolean> {
  const finishedAt = outcome.state === "unknown" ? null : now();
  const { count } = await tx.operation.updateMany({
    where: { id: operation.id, ...closable(outcome) },
    data: {
      state: outcome.state,
      finishedAt,
      ...(movesOn(operation, outcome) && { freshFromSeq }),
      errorCode: outcome.state === "succeeded" ? null : outcome.code,
      errorMessage: outcome.state === "rejected" ? outcome.message : null,
    },
  });
  if (count === 0) return false;
  if (outcome.state === "succeeded") await noteUnlisted(tx, operation);
  // Nobody is sent to the form of an order that the bank has ended, even if its own answers do not show it yet.
  if (outcome.state === "succeeded" && operation.kind === "decline") await tx.attempt.update({ where: { id: operation.attemptId }, data: { formUrl: null } });
  if (operation.kind === "refund") await closeRefund(tx, operation, outcome, finishedAt);
  if (operation.kind === "refund" && outcome.state === "succeeded") await clearProblem(tx, { kind: "not_refunded", subject: operation.paymentId });
  if (operation.kind !== "register") {
    await recordEvent(tx, operation.paymentId, `operation_${outcome.state}`, "bank", {
      kind: operation.kind,
      amount: operation.amount?.toString() ?? null,
      code: outcome.state === "succeeded" ? null : outcome.code,
      message: outcome.state === "rejected" ? outcome.message : null,
    });
  }
  return true;
}
