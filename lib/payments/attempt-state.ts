import type { OrderFacts } from "#lib/alfabank/order-facts.ts";
import { addSeconds } from "#lib/clock.ts";
import type { AttemptState } from "#lib/generated/prisma/enums.ts";
import { capturedBy } from "./payment-state.ts";

export interface AttemptAmounts {
  held: bigint;
  deposited: bigint;
  refunded: bigint;
}

/**
 * Amounts after an answer of the bank. Two answers do not speak for themselves:
 * a reversal of captured money reads as zeros, yet it gave the money back; and an installation that hides amounts
 * says "refunded" without saying how much, so that the refunds we know of stand in (`refundedByUs`, kopecks).
 */
export function mergeAmounts(before: AttemptAmounts, facts: OrderFacts, refundedByUs: bigint): AttemptAmounts {
  const captured = capturedBy(before);
  if (facts.orderStatus === 3) return { held: 0n, deposited: 0n, refunded: captured };
  if (!facts.amountsKnown && captured > 0n) {
    const refunded = before.refunded > refundedByUs ? before.refunded : refundedByUs;
    return { held: 0n, deposited: captured - refunded, refunded };
  }
  return { held: facts.held, deposited: facts.deposited, refunded: facts.refunded };
}

interface Liveness {
  state: AttemptState;
  bankStatus: number | null;
  final: boolean;
}

/** Could a payer still pay this bank order, as far as we know? */
export const isPayable = ({ state, bankStatus, final }: Liveness): boolean =>
  state === "registered" && !final && (bankStatus === null || bankStatus === 0 || bankStatus === 5 || bankStatus === 7);

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
