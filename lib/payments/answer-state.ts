import type { OrderAnswer } from "#lib/alfabank/answer-schema.ts";
import { factsMismatch, orderFacts, type Mismatch, type OrderFacts, type RegisteredOrder } from "#lib/alfabank/order-facts.ts";
import { addSeconds } from "#lib/clock.ts";
import type { AttemptState, OperationKind } from "#lib/generated/prisma/enums.ts";
import { type AttemptAmounts, isUntold, mergeAmounts, type OwnRecords, regularCheck } from "./attempt-state.ts";
import type { EventKind } from "./event-kinds.ts";
import { BEHIND_SECONDS, checkAfterHint, DOUBT_SECONDS, type EndedWrite, isBehind, isDoubted, isUnseen, lateRefund } from "./lagging-answers.ts";
import { type BankState, isInFlight, QUIET_SECONDS, resolveOperation } from "./operation-state.ts";

/** What the hub knows of an attempt before the bank's answer is applied. Amounts in kopecks. */
export interface KnownAttempt extends AttemptAmounts, RegisteredOrder {
  seq: number;
  state: AttemptState;
  bankStatus: number | null;
  actionCode: number | null;
  final: boolean;
  mismatch: string | null;
  heldAt: Date | null;
  paidAt: Date | null;
  createdAt: Date;
  expiresAt: Date;
  /** When the last answer was taken over. */
  settledAt: Date | null;
  /** When a notification of the bank last made somebody ask. */
  hintAskedAt: Date | null;
}

/** A write of ours without an outcome so far. `before`: the bank's amounts when it was sent; null of a registration. */
export interface OpenWrite {
  id: string;
  kind: OperationKind;
  state: string;
  amount: bigint | null;
  before: AttemptAmounts | null;
  sentAt: Date | null;
  createdAt: Date;
}

export interface AnswerContext {
  attempt: KnownAttempt;
  open: readonly OpenWrite[];
  /** Writes that have ended lately: confirmed by the bank, or refunds that were taken for undone. Answers may lag behind either. */
  ended: readonly EndedWrite[];
  own: OwnRecords;
  holdHours: number;
  at: Date;
  /** A question that somebody planned since this one was asked: its reason may be younger than the answer. */
  promised: Date | null;
}

/** What an answer tells of a write; `undone`: it got no answer, and the bank shows that nothing happened. */
export interface Closing {
  operationId: string;
  outcome: "succeeded" | "undone";
}

export interface TimelineEntry {
  kind: EventKind;
  actor: "bank" | "payer";
  detail: Record<string, string | number | null>;
}

export interface AttemptPatch extends AttemptAmounts {
  bankStatus: number | null;
  actionCode: number | null;
  actionText: string | null;
  paymentWay: string | null;
  final: boolean;
  mismatch: null;
  settledAt: Date;
  heldAt: Date | null;
  paidAt: Date | null;
  state?: AttemptState;
  registeredAt?: Date;
  mdOrder?: string | null;
}

export type AnswerDecision =
  /** It contradicts what we registered: nothing of it counts. */
  | { kind: "mismatch"; mismatch: Mismatch; nextCheckAt: Date }
  /** The bank has no such order although time enough has passed: the registration was never carried out. */
  | { kind: "never_registered"; operationId: string }
  /** The bank has no such order, and nothing can be said about it yet. */
  | { kind: "wait"; nextCheckAt: Date | null }
  | {
      kind: "facts";
      closings: Closing[];
      moves: TimelineEntry[];
      patch: AttemptPatch;
      /** Kopecks; `listedRefunds`: the bank's own list, where it gives one. */
      foreignRefund: bigint;
      listedRefunds: OrderFacts["refunds"];
      /** The bank's answers do not tell what became of a write: a person must look. */
      unclear: boolean;
      nextCheckAt: Date | null;
    };

const REVERSED = 3;
const DECLINED = 6;
const AUTHENTICATING = 5;

function movesOf(before: KnownAttempt, facts: OrderFacts): TimelineEntry[] {
  const { orderStatus, actionCode, actionText } = facts;
  const moves: TimelineEntry[] = [];
  const failedAgain = orderStatus === 0 && facts.tried && actionCode !== before.actionCode;
  const died = orderStatus === DECLINED && before.bankStatus !== DECLINED;
  if (died && facts.expired) moves.push({ kind: "attempt_expired", actor: "bank", detail: { seq: before.seq } });
  else if (died || failedAgain) moves.push({ kind: "attempt_declined", actor: "bank", detail: { seq: before.seq, actionCode, actionText } });
  if (orderStatus === AUTHENTICATING && before.bankStatus !== AUTHENTICATING) {
    moves.push({ kind: "authentication_started", actor: "payer", detail: { seq: before.seq } });
  }
  return moves;
}

/** The writes of ours that the bank's answer can now explain. A registration is explained by the order being found. */
function closingsOf({ open, at }: AnswerContext, found: boolean, state: BankState): Closing[] {
  return open.flatMap((write): Closing[] => {
    const { id: operationId, kind, amount, before, sentAt, createdAt } = write;
    if (kind === "register") return found ? [{ operationId, outcome: "succeeded" }] : [];
    if (before === null || isInFlight(write, at)) return [];
    const outcome = resolveOperation({ kind, amount, before, sentAt: sentAt ?? createdAt }, state, at);
    return outcome === "waiting" ? [] : [{ operationId, outcome: outcome === "succeeded" ? "succeeded" : "undone" }];
  });
}

/** Kopecks that went back by our doing: by our records, and by the refunds that this answer explains. */
function ownRefunds({ open, own }: AnswerContext, closings: Closing[]): bigint {
  const done = (id: string): boolean => closings.some(({ operationId, outcome }) => operationId === id && outcome === "succeeded");
  return open.reduce((sum, { id, kind, amount }) => (kind === "refund" && done(id) ? sum + (amount ?? 0n) : sum), own.refunded);
}

/**
 * Money that went back without our doing, kopecks. Until a refund of ours has its answer, nobody can say whose money went
 * back; the question after the answer does.
 */
function foreignRefundOf({ open, at }: AnswerContext, ours: bigint, refundedAtBank: bigint): bigint {
  if (open.some((write) => write.kind === "refund" && isInFlight(write, at))) return 0n;
  return refundedAtBank > ours ? refundedAtBank - ours : 0n;
}

const UNCLEAR_SECONDS = 600;

const isUnclear = ({ sentAt, createdAt }: OpenWrite, at: Date): boolean => addSeconds(sentAt ?? createdAt, UNCLEAR_SECONDS) < at;

const undoneOf = (open: readonly OpenWrite[], closings: Closing[]): OpenWrite[] =>
  open.filter(({ id }) => closings.some(({ operationId, outcome }) => operationId === id && outcome === "undone"));

const earliest = (...times: (Date | null)[]): Date | null =>
  times.reduce((first, time) => (first === null || (time !== null && time < first) ? time : first), null);

function decideFacts(context: AnswerContext, answer: OrderAnswer, facts: OrderFacts): AnswerDecision {
  const { attempt, open, ended, own, holdHours, at } = context;
  // Also one whose registration was taken for refused, or for never carried out: the bank's own list may show it after all.
  const found = attempt.state === "planned" || attempt.state === "unknown" || (attempt.state === "rejected" && answer.mdOrder !== null);
  const merged = mergeAmounts(attempt, facts, own);
  if (isBehind(attempt, merged, at)) return { kind: "wait", nextCheckAt: addSeconds(at, BEHIND_SECONDS) };
  const { orderStatus: bankStatus, actionCode, actionText, paymentWay, final, amountsKnown } = facts;
  const state: BankState = { ...merged, orderStatus: bankStatus, amountsKnown };
  const closings = closingsOf(context, found, state);
  const ours = ownRefunds(context, closings);
  const amounts = mergeAmounts(attempt, facts, { ...own, refunded: ours + lateRefund(ended, ours, state) });
  const patch: AttemptPatch = {
    ...amounts,
    bankStatus,
    actionCode,
    actionText,
    paymentWay,
    final,
    mismatch: null,
    settledAt: at,
    heldAt: attempt.heldAt ?? facts.heldAt ?? (amounts.held > 0n ? at : null),
    paidAt: attempt.paidAt ?? facts.paidAt ?? (amounts.deposited > 0n ? at : null),
    ...(found && { state: "registered", registeredAt: at, mdOrder: attempt.mdOrder ?? answer.mdOrder }),
  };
  const foreignRefund = foreignRefundOf(context, ours, amounts.refunded);
  const waiting = open.filter(({ id }) => !closings.some(({ operationId }) => operationId === id));
  const unclear = waiting.some((write) => isUnclear(write, at));
  const urgent = waiting.some((write) => !isUnclear(write, at)) || isUnseen(ended, state);
  const nextCheckAt = earliest(
    regularCheck({ ...attempt, ...patch }, holdHours, urgent, at),
    unclear ? addSeconds(at, UNCLEAR_SECONDS) : null,
    isDoubted([...ended.filter((write) => write.state === "rejected"), ...undoneOf(open, closings)], facts) ? addSeconds(at, DOUBT_SECONDS) : null,
    checkAfterHint(attempt, patch, at),
  );
  return { kind: "facts", closings, moves: movesOf(attempt, facts), patch, foreignRefund, listedRefunds: facts.refunds, unclear, nextCheckAt };
}

function decideAbsence({ attempt, open, at }: AnswerContext): AnswerDecision {
  const register = open.find(({ kind }) => kind === "register");
  const quiet = register?.sentAt && (at.getTime() - register.sentAt.getTime()) / 1000 >= QUIET_SECONDS;
  if (register && quiet) return { kind: "never_registered", operationId: register.id };
  return { kind: "wait", nextCheckAt: regularCheck(attempt, 0, register !== undefined, at) };
}

/**
 * What follows from the bank's answer about an attempt (null: it knows no such order). Pure: no clock, no database; the
 * caller holds the payment's lock and carries it out. Money moves by this decision only (ADR 3, ADR 14).
 */
export function decideAnswer(context: AnswerContext, answer: OrderAnswer | null): AnswerDecision {
  const decision = decide(context, answer);
  if (decision.kind === "never_registered" || !context.promised) return decision;
  const { nextCheckAt } = decision;
  return { ...decision, nextCheckAt: nextCheckAt && nextCheckAt < context.promised ? nextCheckAt : context.promised };
}

/** It is the right order, it has ended, and no money is on it: for what sum it was does not matter any more. */
const isDeadAnyway = (mismatch: Mismatch, { orderStatus, held, deposited, refunded }: OrderFacts): boolean =>
  (mismatch === "amount" || mismatch === "currency") && (orderStatus === DECLINED || orderStatus === REVERSED) && held + deposited + refunded === 0n;

function decide(context: AnswerContext, answer: OrderAnswer | null): AnswerDecision {
  if (!answer) return decideAbsence(context);
  const facts = orderFacts(answer);
  const mismatch = factsMismatch(answer, context.attempt) ?? (isUntold(context.attempt, facts) ? "amounts" : null);
  if (mismatch && !isDeadAnyway(mismatch, facts)) return { kind: "mismatch", mismatch, nextCheckAt: addSeconds(context.at, 3_600) };
  return decideFacts(context, answer, facts);
}
