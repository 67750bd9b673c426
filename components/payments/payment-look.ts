import { parseRoubles } from "#lib/money.ts";

export type LookName =
  | "pending"
  | "waitingForCapture"
  | "succeeded"
  | "partiallyRefunded"
  | "refunded"
  | "refundPending"
  | "canceled"
  | "checking";

/** What decides how a payment is called on screen; amounts are roubles as decimal text. */
export interface PaymentFacts {
  status: "pending" | "waitingForCapture" | "succeeded" | "canceled" | "refundSucceeded";
  refundedAmount: string;
  refundPending: boolean;
  checking: boolean;
}

export const isPositive = (roubles: string): boolean => {
  const parsed = parseRoubles(roubles);
  return parsed.ok && parsed.kopecks > 0n;
};

/** An outcome that is not known yet is said first: it must never read as success or failure. */
export function paymentLook({ status, refundedAmount, refundPending, checking }: PaymentFacts): LookName {
  if (refundPending) return "refundPending";
  if (checking) return "checking";
  if (status === "refundSucceeded") return "refunded";
  if (status === "succeeded" && isPositive(refundedAmount)) return "partiallyRefunded";
  return status;
}

/** Will the state change without the reader's doing? Then the page asks again by itself. */
export const isMoving = ({ status, refundPending, checking }: Omit<PaymentFacts, "refundedAmount">): boolean =>
  refundPending || checking || status === "pending";
