import type { OrderFacts } from "#lib/alfabank/order-facts.ts";
import { addSeconds } from "#lib/clock.ts";
import type { AttemptState } from "#lib/generated/prisma/enums.ts";
import { capturedBy } from "./payment-state.ts";

export interface AttemptAmounts {
  held: bigint;
  deposited: bigint;
  refunded: bigint;
}

/** What our own records say of an attempt, in kopecks: it stands in where an installation hides amounts. */
export interface OwnRecords {
  refunded: bigint;
  /** The sum we asked to capture; null when we captured nothing. */
  captured: bigint | null;
}

/**
 * Amounts after an answer of the bank. Some answers do not speak for themselves: a reversal of captured money reads as
 * zeros, yet it gave the money back; an installation that hides amounts says "captured" or "refunded" without saying how
 * much, so that what we know already, and what we asked for, stand in.
 */
export function mergeAmounts(before: AttemptAmounts, facts: OrderFacts, own: OwnRecords): AttemptAmounts {
  const captured = capturedBy(before);
  if (facts.orderStatus === 3) return { held: 0n, deposited: 0n, refunded: captured };
  if (!facts.amountsKnown && captured > 0n) {
    const refunded = before.refunded > own.refunded ? before.refunded : own.refunded;
    return { held: 0n, deposited: captured - refunded, refunded };
  }
  if (!facts.amountsKnown) return { held: before.held, deposited: 0n, refunded: 0n };
  if (facts.amountsAssumed && facts.deposited > 0n) {
    if (captured > 0n) return { held: 0n, deposited: before.deposited, refunded: before.refunded };
    return { held: 0n, deposited: own.captured ?? facts.deposited, refunded: 0n };
  }
  return { held: facts.held, deposited: facts.deposited, refunded: facts.refunded };
}

/** Money has moved, and neither the bank nor our records say how much: a person must look before anything counts. */
export const isUntold = (before: AttemptAmounts, facts: OrderFacts): boolean =>
  !facts.amountsKnown && capturedBy(before) === 0n && before.held === 0n;

interface Liveness {
  state: AttemptState;
  bankStatus: number | null;
  final: boolean;
}

/** Held, captured, reversed, refunded, declined, captured in several parts (protocols: alfabank 5.1). */
const settled: ReadonlySet<number> = new Set([1, 2, 3, 4, 6, 8]);

/** Could a payer still pay this bank order, as far as we know? A status that we do not know may mean that he can. */
export const isPayable = ({ state, bankStatus, final }: Liveness): boolean =>
  state === "registered" && !final && (bankStatus === null || !settled.has(bankStatus));

const AUTHENTICATING = 5;
const PENDING = 7;

/** The bank's countdown begins a moment after ours. */
const GRACE_SECONDS = 120;

/** Nothing is known to have begun: the order may be ended without disturbing anybody at his bank's page. */
export const isReplaceable = (attempt: Liveness): boolean =>
  isPayable(attempt) && attempt.bankStatus !== null && attempt.bankStatus !== AUTHENTICATING && attempt.bankStatus !== PENDING;

const KNOWN_STATUSES = 9;

/** The bank has not said whether it is paid or not: the payer is at another page of his, or the answer is not understood. */
export const isUndecided = ({ bankStatus }: Pick<Liveness, "bankStatus">): boolean =>
  bankStatus === AUTHENTICATING || bankStatus === PENDING || (bankStatus !== null && (bankStatus < 0 || bankStatus >= KNOWN_STATUSES));

interface Openness extends Liveness {
  formUrl: string | null;
  expiresAt: Date;
}

/**
 * Does somebody have a form on which he can pay this order, so that no second one may be made beside it? Not when the
 * address of the form reached nobody, nor after its session, even if the bank has not written that down yet; a payer who is
 * at his bank's page may still come back.
 */
export const isOpen = (attempt: Openness, at: Date): boolean =>
  isPayable(attempt) &&
  attempt.formUrl !== null &&
  (attempt.bankStatus === AUTHENTICATING || attempt.bankStatus === PENDING || addSeconds(attempt.expiresAt, GRACE_SECONDS) > at);

const HOUR = 3_600;

/** Seconds until the next question, by age: a lost notification costs minutes, an old order costs little. */
const pollInterval = (ageSeconds: number): number => {
  if (ageSeconds < 5 * 60) return 30;
  if (ageSeconds < 30 * 60) return 120;
  if (ageSeconds < 24 * HOUR) return 600;
  return HOUR;
};

export interface CheckPlan {
  at: Date;
  /** Since when the present phase lasts: registration, or the hold. */
  since: Date;
  /** When the phase must have ended at the bank; asking stops a day later. */
  until: Date;
  /** A write with an unknown outcome waits for this answer. */
  urgent: boolean;
}

/** When to ask the bank again; null: never, unless something happens. */
export function nextCheck({ at, since, until, urgent }: CheckPlan): Date | null {
  if (urgent) return addSeconds(at, 20);
  if (at > addSeconds(until, 24 * HOUR)) return null;
  const age = (at.getTime() - since.getTime()) / 1000;
  return addSeconds(at, pollInterval(age));
}

/** What decides when to ask next. */
export interface CheckedAttempt {
  bankStatus: number | null;
  final: boolean;
  heldAt: Date | null;
  createdAt: Date;
  expiresAt: Date;
}

const HOLD = 1;

/** The regular time of the next question about an attempt; null: not again by itself. */
export function regularCheck(attempt: CheckedAttempt, holdHours: number, urgent: boolean, at: Date): Date | null {
  if (attempt.final && !urgent) return null;
  const since = attempt.bankStatus === HOLD ? (attempt.heldAt ?? attempt.createdAt) : attempt.createdAt;
  const until = attempt.bankStatus === HOLD ? addSeconds(since, holdHours * HOUR) : attempt.expiresAt;
  return nextCheck({ at, since, until, urgent });
}

const AGAIN_SECONDS = 300;

/** The bank could not be asked. There was a reason to ask, even about an order that is over: it is tried until an answer comes. */
export const checkAfterFailure = (attempt: CheckedAttempt, holdHours: number, urgent: boolean, at: Date): Date =>
  regularCheck(attempt, holdHours, urgent, at) ?? addSeconds(at, AGAIN_SECONDS);
