import type { PaymentStatus } from "#lib/generated/prisma/enums.ts";

/** What decides which actions a payment allows. Amounts in kopecks. */
export interface ActionFacts {
  status: PaymentStatus;
  held: bigint;
  captured: bigint;
  refunded: bigint;
  /** Refunds asked for and not yet settled. */
  refundPending: bigint;
  cancelRequestedAt: Date | null;
}

/** At most this much can still be given back. */
export const refundable = ({ captured, refunded, refundPending }: ActionFacts): bigint => captured - refunded - refundPending;

export const canApprove = ({ status }: ActionFacts): boolean => status === "waitingForCapture";

export const canCancel = ({ status, cancelRequestedAt }: ActionFacts): boolean =>
  (status === "pending" && cancelRequestedAt === null) || status === "waitingForCapture";

export const canRefund = (facts: ActionFacts): boolean => facts.status === "succeeded" && refundable(facts) > 0n;
