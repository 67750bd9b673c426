import type { OrderAnswer } from "#lib/alfabank/answer-schema.ts";
import { factsMismatch, type Mismatch, orderFacts, type OrderFacts, type RegisteredOrder } from "#lib/alfabank/order-facts.ts";
import { addSeconds } from "#lib/clock.ts";
import type { AttemptState } from "#lib/generated/prisma/enums.ts";
import { type AttemptAmounts, mergeAmounts } from "#lib/payments/attempt-state.ts";
import { capturedBy } from "#lib/payments/payment-state.ts";
import { agreed, type BankKind, type Cause, different, isFresh, notJudged, type Verdict } from "./difference-state.ts";

type OrderVerdict = Verdict<BankKind>;

/** What the hub has of one bank order. Amounts are kopecks. */
export interface HubOrder extends RegisteredOrder, AttemptAmounts {
  state: AttemptState;
  bankStatus: number | null;
  createdAt: Date;
  /** When the hub asks the bank again by itself. */
  nextCheckAt: Date | null;
  /** Sum of the refunds recorded as done. */
  refundsRecorded: bigint;
  /** The sum the hub asked to capture; null when it asked for none. */
  captureAsked: bigint | null;
  /** A write to the bank whose outcome, or whose effect on the amounts, is not known yet. */
  writing: boolean;
  /** When a write or a refund of ours last ended. */
  movedAt: Date | null;
  /** The payment's own columns contradict its attempts. */
  booksStale: boolean;
}

/** The bank's numbers fall into phases; what lies in one phase differs by amounts only (protocols: alfabank 4.1). */
function phaseOf(status: number | null): string {
  switch (status) {
    case null:
    case 0:
    case 5:
    case 7:
      return "open";
    case 1:
      return "held";
    case 2:
    case 4:
    case 8:
      return "taken";
    case 3:
      return "reversed";
    case 6:
      return "declined";
    default:
      return String(status);
  }
}

const mismatches: Record<Mismatch, [BankKind, Cause]> = {
  order_number: ["identity_differs", "other_order"],
  md_order: ["identity_differs", "other_order"],
  amount: ["amount_differs", "registered_amount"],
  currency: ["amount_differs", "currency"],
  amounts: ["amount_differs", "amounts_contradict"],
};

const hasMoney = ({ held, deposited, refunded }: AttemptAmounts): boolean => held + deposited + refunded > 0n;

/** The installation hides amounts: only what the status says beyond doubt is compared. */
function compareHidden({ orderStatus }: OrderFacts, hub: HubOrder): OrderVerdict {
  const captured = capturedBy(hub);
  if (phaseOf(orderStatus) === "taken" && captured === 0n) return different("state_differs", "paid_unheard");
  if (orderStatus === 1 && !hasMoney(hub)) return different("state_differs", "held_unheard");
  if (orderStatus === 4 && hub.refunded === 0n) return different("refund_differs", "refund_unheard");
  return notJudged("hidden");
}

function compareCaptured(bank: AttemptAmounts, hub: HubOrder): OrderVerdict | null {
  const [there, here] = [capturedBy(bank), capturedBy(hub)];
  if (there === here) return null;
  if (here === 0n) return different("state_differs", "paid_unheard");
  return there === 0n ? different("state_differs", "money_gone") : different("amount_differs", "captured_amount");
}

function compareHeld(bank: AttemptAmounts, hub: HubOrder): OrderVerdict | null {
  if (bank.held === hub.held) return null;
  if (hub.held === 0n) return different("state_differs", "held_unheard");
  return bank.held === 0n ? different("state_differs", "hold_gone") : different("amount_differs", "held_amount");
}

function compareRefunded(bank: AttemptAmounts, hub: HubOrder): OrderVerdict | null {
  if (bank.refunded !== hub.refunded) {
    return different("refund_differs", bank.refunded > hub.refunded ? "refund_unheard" : "refund_not_made");
  }
  if (hub.refundsRecorded === hub.refunded) return null;
  return different("refund_differs", hub.refundsRecorded < hub.refunded ? "refund_unrecorded" : "refund_overrecorded");
}

function comparePhase({ orderStatus }: OrderFacts, hub: HubOrder): OrderVerdict | null {
  const [there, here] = [phaseOf(orderStatus), phaseOf(hub.bankStatus)];
  if (there === here) return null;
  if (here === "open") return different("state_differs", "end_unheard");
  return different("state_differs", there === "open" ? "still_payable" : "ended_otherwise");
}

/** Would the hub's books change if it took this answer over? The very rule it takes answers over by says so. */
function compareBooks(facts: OrderFacts, hub: HubOrder): OrderVerdict {
  const bank = mergeAmounts(hub, facts, { refunded: hub.refundsRecorded, captured: hub.captureAsked });
  const found = compareCaptured(bank, hub) ?? compareHeld(bank, hub) ?? compareRefunded(bank, hub) ?? comparePhase(facts, hub);
  if (found) return found;
  if (hub.booksStale) return different("state_differs", "books_stale");
  // A sum the bank does not tell is the registered one: a capture or a refund of a part would not show.
  const untold = facts.amountsAssumed && facts.deposited > 0n && (hub.refunded > 0n || hub.deposited !== facts.deposited);
  return untold ? notJudged("hidden") : agreed;
}

/** Our journal says it was never registered. That the bank has it matters as long as somebody can pay it, or has. */
function compareUnregistered(facts: OrderFacts, hub: HubOrder): OrderVerdict {
  const dead = ["declined", "reversed"].includes(phaseOf(facts.orderStatus));
  return dead && !hasMoney(hub) && hub.state === "rejected" ? agreed : different("missing_in_hub", "registration_unheard");
}

function compareAbsent(hub: HubOrder): OrderVerdict {
  if (hub.state === "registered") return different("missing_at_bank", "order_unknown");
  return hub.state === "rejected" ? agreed : notJudged("in_flight");
}

function judge(answer: OrderAnswer | null, hub: HubOrder): OrderVerdict {
  if (answer === null) return compareAbsent(hub);
  const mismatch = factsMismatch(answer, hub);
  if (mismatch) return different(...mismatches[mismatch]);
  const facts = orderFacts(answer);
  if (facts.orderStatus === null) return notJudged("unreadable");
  if (hub.state !== "registered") return compareUnregistered(facts, hub);
  return facts.amountsKnown ? compareBooks(facts, hub) : compareHidden(facts, hub);
}

/** The hub asks about an open order by itself: until its next question is overdue it need not know that the order died. */
const findsOutItself = ({ nextCheckAt }: HubOrder, at: Date): boolean => nextCheckAt !== null && addSeconds(nextCheckAt, 900) > at;

const movesOf = (answer: OrderAnswer | null): (Date | null)[] =>
  answer === null
    ? []
    : [answer.date, answer.authDateTime, answer.depositedDate, answer.refundedDate, answer.reversedDate, ...answer.refunds.map(({ date }) => date)];

/**
 * Compares what the bank says of an order (null: it knows no such order) with what the hub has. What agrees agrees at any
 * time; what differs counts only when nothing is on its way that could explain it.
 */
export function compareOrder(answer: OrderAnswer | null, hub: HubOrder, at: Date): OrderVerdict {
  const found = judge(answer, hub);
  if (found.verdict !== "different") return found;
  const moving = hub.writing || isFresh([hub.createdAt, hub.movedAt, ...movesOf(answer)], at);
  const expected = found.cause === "end_unheard" && findsOutItself(hub, at);
  return moving || expected ? notJudged("in_flight") : found;
}
