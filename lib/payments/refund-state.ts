import type { RefundStatus } from "#lib/generated/prisma/enums.ts";

/** A refund that was asked of us before. Amounts in kopecks. */
export interface EarlierRefund {
  amount: bigint;
  status: RefundStatus;
  createdAt: Date;
  finishedAt: Date | null;
  /** The amounts we know of the payment are from before it. */
  unsettled: boolean;
}

export interface RefundWish {
  /** null: all that is left. */
  amount: bigint | null;
  arrivedAt: Date;
  /** What is left now. */
  left: bigint;
}

/** Whoever waited longer than this for an answer may have given up and pressed again … */
const PATIENCE_SECONDS = 10;
/** … within this time. */
const AGAIN_SECONDS = 300;

const secondsBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / 1000;

/** Nobody can have had the answer about the earlier one, or may not have waited for it, when he asked. */
function isUnanswered({ status, createdAt, finishedAt, unsettled }: EarlierRefund, arrivedAt: Date): boolean {
  if (status === "pending" || finishedAt === null || unsettled) return true;
  if (finishedAt >= arrivedAt) return true;
  const slow = secondsBetween(createdAt, finishedAt) > PATIENCE_SECONDS;
  return status === "succeeded" && slow && secondsBetween(finishedAt, arrivedAt) < AGAIN_SECONDS;
}

/**
 * Is a wish for a refund only a repeat of an earlier one: pressed twice, or again because the answer did not come?
 * Giving the same sum back twice on purpose takes somebody who has seen that the first one worked.
 */
export function isRepeat(earlier: EarlierRefund, { amount, arrivedAt, left }: RefundWish): boolean {
  const sameSum = amount === null ? left === 0n || earlier.amount === left : earlier.amount === amount;
  return sameSum && isUnanswered(earlier, arrivedAt);
}
