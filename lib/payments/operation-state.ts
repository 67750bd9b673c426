import type { OperationKind } from "#lib/generated/prisma/enums.ts";
import type { AttemptAmounts } from "./attempt-state.ts";
import { capturedBy } from "./payment-state.ts";

/** A write of ours whose outcome the bank's present state must tell. */
export interface OpenOperation {
  kind: OperationKind;
  amount: bigint | null;
  /** The bank's amounts before it was sent. */
  before: AttemptAmounts;
  sentAt: Date;
}

export interface BankState extends AttemptAmounts {
  orderStatus: number | null;
}

/** How long a request that got no answer may still be at work inside the bank. */
export const QUIET_SECONDS = 60;

const tookEffect = ({ kind, amount, before }: OpenOperation, now: BankState): boolean => {
  switch (kind) {
    case "register":
      return true; // the order was found
    case "deposit":
      return capturedBy(now) > capturedBy(before);
    case "reverse":
      return now.orderStatus === 3;
    case "refund":
      return now.refunded - before.refunded >= (amount ?? 1n);
    case "decline":
      return now.orderStatus === 6;
  }
};

/** Longer than a request to the bank can take. */
const ANSWER_SECONDS = 45;

/** Its answer is still on the way, and will tell more than the bank's state can: whose doing that state is. */
export const isInFlight = ({ state, sentAt }: { state: string; sentAt: Date | null }, at: Date): boolean =>
  state === "sent" && sentAt !== null && (at.getTime() - sentAt.getTime()) / 1000 < ANSWER_SECONDS;

/** The order has moved to where this write can no longer be carried out, however late it arrives. */
const isOvertaken = ({ kind }: OpenOperation, { orderStatus }: BankState): boolean => {
  if (orderStatus === null) return false;
  if (kind === "decline") return [1, 2, 3, 4].includes(orderStatus);
  return kind === "deposit" && orderStatus === 3;
};

/**
 * What became of a write, read from the bank's state instead of repeating it. "waiting": too early to say that
 * nothing happened.
 */
export function resolveOperation(operation: OpenOperation, state: BankState, at: Date): "succeeded" | "rejected" | "waiting" {
  if (tookEffect(operation, state)) return "succeeded";
  if (isOvertaken(operation, state)) return "rejected";
  const quiet = (at.getTime() - operation.sentAt.getTime()) / 1000;
  return quiet >= QUIET_SECONDS ? "rejected" : "waiting";
}
