import { AppError } from "#lib/errors.ts";
import { formatRoubles } from "#lib/money.ts";
import type { PaymentState } from "./payment-state.ts";

const MIN_KOPECKS = 100n;

/** The sum to capture, kopecks. The bank takes no less than a rouble and no more than is held (protocols: alfabank 4.5). */
function sumToCapture(wanted: bigint | null, held: bigint): bigint {
  const amount = wanted ?? held;
  if (amount <= 0n) throw new AppError("invalid_input", { reason: "amount_not_positive" });
  if (amount < MIN_KOPECKS) throw new AppError("invalid_input", { reason: "capture_too_small" });
  if (amount > held) throw new AppError("conflict", { reason: "more_than_held", params: { held: formatRoubles(held) } });
  return amount;
}

export interface Capture {
  attemptId: string;
  /** Kopecks. */
  amount: bigint;
}

/**
 * What to ask of the bank when somebody approves `wanted` kopecks (null: the whole hold); null when that is done already.
 * @throws AppError when there is nothing to capture, or not so much
 */
export function decideCapture({ status, primaryId, held, captured }: PaymentState, wanted: bigint | null): Capture | null {
  if (status === "succeeded") {
    // Pressed again after it worked: the same wish is met, another one comes too late.
    if (wanted === null || wanted === captured) return null;
    throw new AppError("conflict", { reason: "already_captured", params: { captured: formatRoubles(captured) } });
  }
  if (status === "canceled") throw new AppError("conflict", { reason: "already_canceled" });
  if (status === "refundSucceeded") throw new AppError("conflict", { reason: "already_refunded" });
  if (!primaryId) throw new AppError("conflict", { reason: "nothing_held" });
  return { attemptId: primaryId, amount: sumToCapture(wanted, held) };
}
