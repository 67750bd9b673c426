import type { AttemptState, PaymentStatus } from "#lib/generated/prisma/enums.ts";

/** What the bank last said about one attempt's money, in kopecks. */
export interface AttemptMoney {
  id: string;
  seq: number;
  state: AttemptState;
  bankStatus: number | null;
  held: bigint;
  /** Still captured: the bank lowers it with each refund. */
  deposited: bigint;
  refunded: bigint;
  /** RetailCRM or a person asked to capture this money, or to give back of it, as the payment's. */
  chosen: boolean;
  /**
   * The bank's last answer contradicts what we registered. Amounts are taken over from answers that do not, so money of a
   * contradictory answer never counts, and money that the bank vouched for before stays in sight.
   */
  mismatch: string | null;
  heldAt: Date | null;
  paidAt: Date | null;
}

export interface PaymentState {
  status: PaymentStatus;
  held: bigint;
  /** Taken in all: refunds are not subtracted. */
  captured: bigint;
  refunded: bigint;
  paidAt: Date | null;
  /** The attempt whose money is the payment's. */
  primaryId: string | null;
  /** Other attempts that hold or keep money for the same payment: somebody paid twice. */
  duplicateIds: string[];
}

const REVERSED = 3;

export const capturedBy = (attempt: Pick<AttemptMoney, "deposited" | "refunded">): bigint => attempt.deposited + attempt.refunded;

const arrival = ({ paidAt, heldAt }: AttemptMoney): number => (paidAt ?? heldAt)?.getTime() ?? Infinity;

const byArrival = (a: AttemptMoney, b: AttemptMoney): number => {
  const [first, second] = [arrival(a), arrival(b)];
  return first === second ? a.seq - b.seq : first - second;
};

/**
 * The money that counts: what somebody wished to capture or to give back as the payment's, so that the same wish never
 * moves another payment's money, nor RetailCRM hears of it; else what is still kept, what was given back, what is only held.
 */
function primaryOf(attempts: readonly AttemptMoney[]): AttemptMoney | null {
  const sorted = [...attempts].sort(byArrival);
  return (
    sorted.find((attempt) => attempt.chosen && capturedBy(attempt) + attempt.held > 0n) ??
    sorted.find((attempt) => attempt.deposited > 0n) ??
    sorted.find((attempt) => attempt.refunded > 0n) ??
    sorted.find((attempt) => attempt.held > 0n) ??
    null
  );
}

const keepsMoney = (attempt: AttemptMoney): boolean => attempt.deposited > 0n || attempt.held > 0n;

/**
 * The payment's state, computed from what the bank says of its attempts and from whether it was cancelled.
 * Amounts decide, not status numbers; money that arrived in spite of a cancel is reported as money.
 * A declined or expired attempt leaves the payment payable.
 */
export function decidePayment(attempts: readonly AttemptMoney[], cancelRequested: boolean): PaymentState {
  const primary = primaryOf(attempts);
  const duplicateIds = attempts.filter((attempt) => attempt !== primary && keepsMoney(attempt)).map(({ id }) => id);
  const none = { held: 0n, captured: 0n, refunded: 0n, paidAt: null, primaryId: null, duplicateIds: [] };
  if (!primary) {
    const released = attempts.some((attempt) => attempt.bankStatus === REVERSED);
    return { status: cancelRequested || released ? "canceled" : "pending", ...none };
  }
  const captured = capturedBy(primary);
  if (captured === 0n) {
    return { ...none, status: "waitingForCapture", held: primary.held, primaryId: primary.id, duplicateIds };
  }
  return {
    status: primary.deposited === 0n ? "refundSucceeded" : "succeeded",
    held: 0n,
    captured,
    refunded: primary.refunded,
    paidAt: primary.paidAt,
    primaryId: primary.id,
    duplicateIds,
  };
}
