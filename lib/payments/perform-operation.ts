import { addSeconds, now } from "#lib/clock.ts";
import { db, type Tx } from "#lib/db.ts";
import { AppError, ProviderError } from "#lib/errors.ts";
import { failPoint } from "#lib/fail-point.ts";
import type { Attempt, Operation, OperationKind, Sync } from "#lib/generated/prisma/client.ts";
import type { BankClient } from "#lib/alfabank/bank-client.ts";
import { isDoubtfulRefusal } from "#lib/alfabank/doubtful-refusal.ts";
import { isPartDoubtful, partOfOperation, receiptFields } from "#lib/receipts/part-of-operation.ts";
import { storePart } from "#lib/receipts/stored-part.ts";
import { bankOfOrder } from "#lib/syncs/open-order.ts";
import { readAmounts, storeAmounts } from "./apply-answer.ts";
import { refundedByRecords } from "./apply-refunds.ts";
import type { AttemptAmounts } from "./attempt-state.ts";
import { closeOperation, type Outcome } from "./close-operation.ts";
import { doneLately } from "./done-lately.ts";
import { lockPayment } from "./lock-payment.ts";
import { notePermission } from "./note-permission.ts";
import { planCheck } from "./plan-check.ts";
import { unsettledOn } from "./unsettled-operations.ts";
import type { ActorName } from "./record-event.ts";
import { settleAttempt } from "./settle-attempt.ts";
import { transaction } from "#lib/transaction.ts";

export interface PlannedOperation {
  operation: Operation;
  attempt: Attempt & { sync: Sync };
}

/** Whoever stood still for longer between writing it down and sending it does not send it any more: others have gone on. */
const STALE_SECONDS = 30;

/** The bank is asked at once by whoever sent the write; the queue does it if he cannot. */
const SOON_SECONDS = 5;

export interface OperationPlan {
  attemptId: string;
  kind: Exclude<OperationKind, "register">;
  /** Of a refund: its id. Other kinds happen once per attempt, unless the one before came to nothing. */
  refundId?: string;
  /** Kopecks; null for the whole. */
  amount: bigint | null;
  requestedBy: ActorName;
}

/** One key per wish: the database refuses a second row for it. */
async function businessKeyOf(tx: Tx, { attemptId, kind, refundId }: OperationPlan): Promise<string> {
  if (refundId) return refundId;
  const ended = await tx.operation.count({ where: { attemptId, kind, state: { in: ["rejected", "succeeded"] } } });
  return `${attemptId}:${String(ended)}`;
}

/** The bank's amounts as far as they are known: what it has confirmed, and does not show yet, has gone back all the same. */
async function amountsNow(tx: Tx, attempt: Attempt): Promise<AttemptAmounts> {
  const refunded = await refundedByRecords(tx, attempt.id);
  const unseen = refunded > attempt.refunded ? refunded - attempt.refunded : 0n;
  const deposited = attempt.deposited > unseen ? attempt.deposited - unseen : 0n;
  return { held: attempt.held, deposited, refunded: attempt.refunded + unseen };
}

/** A refund that the bank has confirmed and does not show yet: another one beside it could not be told from it. */
async function assertRefundsVisible(tx: Tx, attempt: Attempt, { refunded }: AttemptAmounts): Promise<void> {
  if (refunded === attempt.refunded || !(await doneLately(tx, attempt.id, "refund"))) return;
  throw new AppError("conflict", { reason: "operation_under_way" });
}

/**
 * Writes the intention down, under the payment's lock, with the amounts it starts from. The database allows one
 * unexplained write per attempt, and amounts from before the last write are no start: a second wish gets a clear refusal
 * instead of racing the first.
 */
export async function planOperation(tx: Tx, plan: OperationPlan): Promise<PlannedOperation> {
  const attempt = await tx.attempt.findUniqueOrThrow({ where: { id: plan.attemptId }, include: { sync: true } });
  const { attemptId, kind, amount, requestedBy } = plan;
  const unsettled = await tx.operation.count({ where: unsettledOn(attempt) });
  if (unsettled > 0) throw new AppError("conflict", { reason: "operation_under_way" });
  const before = await amountsNow(tx, attempt);
  if (kind === "refund") await assertRefundsVisible(tx, attempt, before);
  const part = kind === "deposit" || kind === "refund" ? await partOfOperation(tx, attempt, kind, amount) : null;
  const operation = await tx.operation.create({
    data: {
      paymentId: attempt.paymentId,
      attemptId,
      kind,
      businessKey: await businessKeyOf(tx, plan),
      amount,
      before: { ...storeAmounts(before) },
      ...(part && { receipt: storePart(part) }),
      state: "sent",
      sentAt: now(),
      requestedBy,
    },
  });
  // If this process dies now, the question to the bank settles what became of it.
  await planCheck(tx, attemptId, addSeconds(now(), 60));
  return { operation, attempt };
}

const expectedDeposited = ({ before }: Operation): bigint => readAmounts(before).deposited;

const send = (bank: BankClient, { operation, attempt }: PlannedOperation, refundId: string | null): Promise<void> => {
  const orderId = attempt.mdOrder;
  if (!orderId) throw new AppError("conflict", { reason: "not_registered" });
  const amount = operation.amount;
  switch (operation.kind) {
    case "deposit":
      return bank.deposit({ orderId, amount: amount ?? attempt.held, ...receiptFields({ operation, attempt }, now()) });
    case "reverse":
      return bank.reverse({ orderId });
    case "decline":
      return bank.decline({ orderId, orderNumber: attempt.orderNumber });
    case "refund":
      return bank.refund({
        orderId,
        amount: amount ?? attempt.deposited,
        externalRefundId: refundId ?? operation.id,
        expectedDepositedAmount: expectedDeposited(operation),
        ...receiptFields({ operation, attempt }, now()),
      });
    case "register":
      throw new Error("registrations are sent by register-attempt");
  }
};

const outcomeOf = (error: unknown): Outcome => {
  if (!(error instanceof ProviderError)) throw error;
  const { outcome, code, vendorMessage } = error;
  return outcome === "rejected" ? { state: "rejected", code, message: vendorMessage ?? null } : { state: "unknown", code };
};

async function record(planned: PlannedOperation, outcome: Outcome): Promise<void> {
  const { operation, attempt } = planned;
  await transaction(async (tx) => {
    await lockPayment(tx, operation.paymentId);
    const { askedSeq } = await tx.attempt.findUniqueOrThrow({ where: { id: attempt.id } });
    await closeOperation(tx, operation, outcome, askedSeq + 1);
    const doubtful = outcome.state === "rejected" && isPartDoubtful(operation, outcome.code);
    if (operation.kind !== "register" && !doubtful) await notePermission(tx, attempt, operation.kind, outcome);
    await planCheck(tx, attempt.id, addSeconds(now(), SOON_SECONDS));
  });
}

type Refused = Extract<Outcome, { state: "rejected" }>;

const isDoubtful = (outcome: Outcome): outcome is Refused =>
  outcome.state === "rejected" && isDoubtfulRefusal(outcome.code, outcome.message);

async function answerOf({ attempt, operation }: PlannedOperation, refundId: string | null): Promise<Outcome> {
  try {
    const bank = await bankOfOrder(attempt.sync, attempt);
    if (addSeconds(operation.sentAt ?? operation.createdAt, STALE_SECONDS) < now()) {
      throw new ProviderError("rejected", "this process stood still, and nothing was sent", { code: "not_executed" });
    }
    if (bank === null) throw new ProviderError("rejected", "the access of this order is not known any more", { code: "former_login" });
    await send(bank, { attempt, operation }, refundId);
    return { state: "succeeded" };
  } catch (error) {
    return outcomeOf(error);
  }
}

/** Asks for the state that the write led to; false when the bank cannot be asked now, which the queue does later, or contradicts us. */
async function askForState(attemptId: string): Promise<boolean> {
  try {
    await settleAttempt(attemptId);
    return (await db.attempt.count({ where: { id: attemptId, mismatch: null } })) > 0;
  } catch (error) {
    if (error instanceof ProviderError) return false;
    throw error;
  }
}

/**
 * Sends a planned write to the bank exactly once and writes down what it answered, then asks the bank for the
 * resulting state, which also decides about a doubtful refusal.
 * Never throws for the bank's sake: an unclear outcome is one of the results, and is being checked.
 */
export async function performOperation(planned: PlannedOperation, refundId: string | null = null): Promise<Outcome> {
  const outcome = await answerOf(planned, refundId);
  failPoint("bank-write");
  const doubtful = isDoubtful(outcome);
  await record(planned, doubtful ? { state: "unknown", code: outcome.code } : outcome);
  const asked = await askForState(planned.attempt.id);
  // The bank was asked after it refused, and shows no effect: it did refuse.
  if (doubtful && asked) await record(planned, outcome);
  const { state, errorCode, errorMessage } = await db.operation.findUniqueOrThrow({ where: { id: planned.operation.id } });
  if (state === "succeeded") return { state };
  if (state === "rejected") return { state, code: errorCode ?? "rejected", message: errorMessage };
  return { state: "unknown", code: errorCode ?? "unknown" };
}
