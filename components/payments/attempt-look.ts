import type { AttemptJson } from "./payment-json.ts";
import { isPositive } from "./payment-look.ts";

export type AttemptLookName =
  | "planned"
  | "rejected"
  | "checking"
  | "open"
  | "authenticating"
  | "held"
  | "paid"
  | "reversed"
  | "refunded"
  | "declined"
  | "expired"
  | "closed";

type Attempt = Pick<AttemptJson, "state" | "bankStatus" | "held" | "deposited" | "refunded" | "actionCode" | "expiresAt" | "mismatch">;

/** The payer left or ran out of time (protocols: alfabank 5.2). */
const timeoutCodes = new Set([-2014, -2007, -2009]);
/** The merchant's side closed the order. */
const closedCodes = new Set([4005, 2012]);

function declinedLook(actionCode: number | null): AttemptLookName {
  if (actionCode === null) return "declined";
  if (timeoutCodes.has(actionCode)) return "expired";
  return closedCodes.has(actionCode) ? "closed" : "declined";
}

/** One bank order in a word. As everywhere, amounts come before the bank's status number. */
export function attemptLook(attempt: Attempt, now: Date): AttemptLookName {
  if (attempt.state === "planned") return "planned";
  if (attempt.state === "rejected") return "rejected";
  if (attempt.state === "unknown" || attempt.mismatch !== null) return "checking";
  if (isPositive(attempt.deposited)) return "paid";
  if (isPositive(attempt.refunded)) return "refunded";
  if (isPositive(attempt.held)) return "held";
  if (attempt.bankStatus === 3) return "reversed";
  if (attempt.bankStatus === 6) return declinedLook(attempt.actionCode);
  if (attempt.bankStatus === 5 || attempt.bankStatus === 7) return "authenticating";
  return new Date(attempt.expiresAt) < now ? "expired" : "open";
}
