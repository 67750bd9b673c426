import type { OrderFacts } from "#lib/alfabank/order-facts.ts";
import { addSeconds } from "#lib/clock.ts";
import type { OperationKind } from "#lib/generated/prisma/enums.ts";
import type { AttemptAmounts } from "./attempt-state.ts";
import { type BankState, isVisible, LAG_SECONDS } from "./operation-state.ts";
import { capturedBy } from "./payment-state.ts";

/** The bank's answers about an order may lag behind what it has done: what follows for money, and for the next question. */

/** A write that has ended: confirmed by the bank, or taken for undone since nothing of it was to be seen. */
export interface EndedWrite {
  kind: OperationKind;
  state: string;
  amount: bigint | null;
  /** The bank's amounts when it was sent, kopecks. */
  before: AttemptAmounts | null;
}

export const BEHIND_SECONDS = 30;

/**
 * Money that was taken or given back is so for ever: an answer that knows less is an older one that came late, or comes
 * from a part of the bank that lags behind. It is believed only when the bank still says so after the longest lag.
 */
export function isBehind({ settledAt, ...before }: AttemptAmounts & { settledAt: Date | null }, now: AttemptAmounts, at: Date): boolean {
  const goesBack = capturedBy(now) < capturedBy(before) || now.refunded < before.refunded;
  return goesBack && settledAt !== null && addSeconds(settledAt, LAG_SECONDS) > at;
}

/** A write that the bank has confirmed, and does not show yet. */
export const isUnseen = (ended: readonly EndedWrite[], state: BankState): boolean =>
  ended.some(({ kind, state: outcome, amount, before }) => outcome === "succeeded" && before !== null && !isVisible({ kind, amount, before }, state));

export const DOUBT_SECONDS = 60;

const HELD = 1;
const REFUNDED = 4;

/**
 * A refund was taken for undone lately: should it show all the same, nobody must give the money back again. Or the bank
 * would not end an order: it may have been paid.
 */
export const isDoubted = (undone: readonly EndedWrite[], { orderStatus, final }: OrderFacts): boolean =>
  undone.some(({ kind }) => kind === "refund" || (kind === "decline" && !final && orderStatus !== HELD));

/** At an installation that gives no sums: a refund that was taken for undone shows by the status after all. Kopecks. */
export function lateRefund(ended: readonly EndedWrite[], ours: bigint, { orderStatus, amountsKnown }: BankState): bigint {
  if (amountsKnown || orderStatus !== REFUNDED || ours > 0n) return 0n;
  return ended.find(({ kind, state }) => kind === "refund" && state === "rejected")?.amount ?? 0n;
}

interface Seen extends AttemptAmounts {
  bankStatus: number | null;
}

const HINT_SECONDS = [60, 300];

/** The bank announced news, and its answer knows of none: when to ask again. */
export function checkAfterHint({ hintAskedAt, ...before }: Seen & { hintAskedAt: Date | null }, now: Seen, at: Date): Date | null {
  const news = now.bankStatus !== before.bankStatus || now.held !== before.held || now.deposited !== before.deposited || now.refunded !== before.refunded;
  if (hintAskedAt === null || news) return null;
  return HINT_SECONDS.map((seconds) => addSeconds(hintAskedAt, seconds)).find((time) => time > at) ?? null;
}
