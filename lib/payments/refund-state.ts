import { AppError } from "#lib/errors.ts";
import type { RefundStatus } from "#lib/generated/prisma/enums.ts";
import { formatRoubles } from "#lib/money.ts";
import type { PaymentState } from "./payment-state.ts";

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

function attemptToRefund({ status, primaryId }: PaymentState): string {
  if (status === "refundSucceeded") throw new AppError("conflict", { reason: "already_refunded" });
  if (status === "waitingForCapture") throw new AppError("conflict", { reason: "held_use_cancel" });
  if (status !== "succeeded" || !primaryId) throw new AppError("conflict", { reason: "not_paid" });
  return primaryId;
}

function sumToRefund(wanted: bigint | null, left: bigint): bigint {
  const amount = wanted ?? left;
  if (amount <= 0n) throw new AppError("invalid_input", { reason: "amount_not_positive" });
  if (amount > left) throw new AppError("conflict", { reason: "more_than_left", params: { left: formatRoubles(left) } });
  return amount;
}

/**
 * Whose money to give back, and how much, when somebody asks for `wanted` kopecks (null: all that is left).
 * @throws AppError when there is nothing to give back, or not so much
 */
export function decideRefund(state: PaymentState, wanted: bigint | null): { attemptId: string; amount: bigint } {
  return { attemptId: attemptToRefund(state), amount: sumToRefund(wanted, state.captured - state.refunded) };
}
