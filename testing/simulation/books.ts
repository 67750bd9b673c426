/** The hub's rows about one payment, held in memory. What is written here has been committed. */
import { decideLink, type LinkDecision } from "#lib/links/link-decision.ts";
import { addSeconds } from "#lib/clock.ts";
import type { KnownAttempt, OpenWrite } from "#lib/payments/answer-state.ts";
import { LAG_SECONDS } from "#lib/payments/operation-state.ts";
import { decidePayment, type PaymentState } from "#lib/payments/payment-state.ts";

export interface AttemptRow extends KnownAttempt {
  id: string;
  formUrl: string | null;
  twoStage: boolean;
  registeredAt: Date | null;
  askedSeq: number;
  appliedSeq: number;
  nextCheckAt: Date | null;
  chosen: boolean;
}

export interface OperationRow extends OpenWrite {
  attemptId: string;
  state: "sent" | "succeeded" | "rejected" | "unknown";
  errorCode: string | null;
  finishedAt: Date | null;
  requestedBy: "crm" | "payer" | "system";
  freshFromSeq: number | null;
}

export interface RefundRow {
  id: string;
  attemptId: string;
  operationId: string | null;
  amount: bigint;
  status: "pending" | "succeeded" | "canceled";
  createdAt: Date;
  finishedAt: Date | null;
}

export interface NotificationRow {
  mdOrder: string;
  operation: string;
  receivedAt: Date;
  askedAt: Date | null;
  looked: boolean;
}

export interface PaymentRow extends Omit<PaymentState, "duplicateIds" | "primaryId"> {
  amount: bigint;
  createdAt: Date;
  firstOpenedAt: Date | null;
  cancelRequestedAt: Date | null;
  leaseUntil: Date | null;
  version: number;
}

/** The newest state to be told to the CRM. */
export interface DeliveryRow {
  version: number;
  createdAt: Date;
  tries: number;
  nextTryAt: Date | null;
}

export interface Books {
  payment: PaymentRow;
  attempts: AttemptRow[];
  operations: OperationRow[];
  refunds: RefundRow[];
  notifications: Map<number, NotificationRow>;
  delivery: DeliveryRow | null;
  deliveringUntil: Date | null;
}

export const openBooks = (kopecks: number, createdAt: Date): Books => ({
  payment: {
    amount: BigInt(kopecks), createdAt, firstOpenedAt: null, cancelRequestedAt: null, leaseUntil: null, version: 0,
    status: "pending", held: 0n, captured: 0n, refunded: 0n, paidAt: null,
  },
  attempts: [],
  operations: [],
  refunds: [],
  notifications: new Map(),
  delivery: null,
  deliveringUntil: null,
});

export const stateOf = ({ attempts, payment }: Books): PaymentState => decidePayment(attempts, payment.cancelRequestedAt !== null);

export const linkDecision = (books: Books, at: Date): LinkDecision =>
  decideLink({ ...books.payment, on: true, linkDays: null, attempts: books.attempts }, at);

export const isOpenWrite = ({ state }: OperationRow): boolean => state === "sent" || state === "unknown";

export const openWritesOf = (books: Books, attemptId: string): OperationRow[] =>
  books.operations.filter((operation) => operation.attemptId === attemptId && isOpenWrite(operation));

/** Answers of the bank may lag behind these. The twin of apply-answer.ts. */
export const endedLately = ({ operations }: Books, id: string, at: Date): OperationRow[] =>
  operations.filter(
    ({ attemptId, kind, state, errorCode, finishedAt }) =>
      attemptId === id && finishedAt !== null && addSeconds(finishedAt, LAG_SECONDS) > at && ((state === "succeeded" && kind !== "register") || errorCode === "not_executed"),
  );

/** Stands in the way of a next write: no outcome yet, or amounts from before it. The twin of unsettled-operations.ts. */
export const isUnsettled = ({ operations }: Books, { id, appliedSeq }: AttemptRow): boolean =>
  operations.some((operation) => operation.attemptId === id && operation.kind !== "register" && (isOpenWrite(operation) || (operation.freshFromSeq ?? 0) > appliedSeq));

export const refundedByRecords = ({ refunds }: Books, id: string): bigint =>
  refunds.reduce((sum, { attemptId, status, amount }) => (attemptId === id && status === "succeeded" ? sum + amount : sum), 0n);

/** The sum of our capture of this attempt, done or perhaps done. */
export const capturedByRecords = ({ operations }: Books, id: string): bigint | null =>
  operations.find(({ attemptId, kind, state }) => attemptId === id && kind === "deposit" && state !== "rejected")?.amount ?? null;

const SESSION_SECONDS = 30 * 60;

export function newAttempt({ attempts, payment }: Books, twoStage: boolean, at: Date): AttemptRow {
  const seq = attempts.length + 1;
  return {
    id: `attempt-${String(seq)}`, seq, orderNumber: `order-${String(seq)}`, mdOrder: null, formUrl: null, twoStage, amount: payment.amount,
    state: "planned", bankStatus: null, actionCode: null, final: false, mismatch: null, held: 0n, deposited: 0n, refunded: 0n,
    heldAt: null, paidAt: null, createdAt: at, registeredAt: null, expiresAt: addSeconds(at, SESSION_SECONDS),
    askedSeq: 0, appliedSeq: 0, nextCheckAt: null, hintAskedAt: null, settledAt: null, chosen: false,
  };
}
