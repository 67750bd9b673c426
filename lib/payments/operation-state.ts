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
  /** The installation says how much was captured and given back. */
  amountsKnown: boolean;
}

/** How long a request that got no answer may still be at work inside the bank. */
export const QUIET_SECONDS = 60;

/**
 * A refund that is taken for undone and repeated moves money twice, where the bank takes everything else only once: its
 * own time to work, and the time its answers may lag behind.
 */
const QUIET_REFUND_SECONDS = 150;

export const quietSeconds = (kind: OperationKind): number => (kind === "refund" ? QUIET_REFUND_SECONDS : QUIET_SECONDS);

/** The bank's own answers may lag behind what it has confirmed. When they still deny it after this, it may be asked anew. */
export const LAG_SECONDS = 600;

const REFUNDED = 4;

/** Does the bank's state show the effect of this write? */
export const isVisible = ({ kind, amount, before }: Pick<OpenOperation, "kind" | "amount" | "before">, now: BankState): boolean => {
  switch (kind) {
    case "register":
      return true; // the order was found
    case "deposit":
      return capturedBy(now) > capturedBy(before);
    case "reverse":
      return now.orderStatus === 3;
    case "refund":
      // Without sums the status alone tells, as long as it told of no refund before.
      if (!now.amountsKnown && before.refunded === 0n) return now.orderStatus === REFUNDED;
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

/** "Refunded", without a sum, said as much before this refund: nobody can tell whether it was carried out. */
const isUntellable = ({ kind, before }: OpenOperation, { orderStatus, amountsKnown }: BankState): boolean =>
  kind === "refund" && !amountsKnown && before.refunded > 0n && orderStatus === REFUNDED;

/**
 * What became of a write, read from the bank's state instead of repeating it. "waiting": too early to say that
 * nothing happened.
 */
export function resolveOperation(operation: OpenOperation, state: BankState, at: Date): "succeeded" | "rejected" | "waiting" {
  if (isVisible(operation, state)) return "succeeded";
  if (isOvertaken(operation, state)) return "rejected";
  if (isUntellable(operation, state)) return "waiting";
  const quiet = (at.getTime() - operation.sentAt.getTime()) / 1000;
  return quiet >= quietSeconds(operation.kind) ? "rejected" : "waiting";
}
