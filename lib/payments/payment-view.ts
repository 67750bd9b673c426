import type { Attempt, Connection, Delivery, Operation, Payment, PaymentEvent, Receipt, Refund, Sync } from "#lib/generated/prisma/client.ts";
import { actionReason } from "#lib/alfabank/action-codes.ts";
import { formatRoubles } from "#lib/money.ts";
import { paymentReceipts } from "#lib/receipts/payment-receipts.ts";
import { type ActionFacts, canApprove, canCancel, canRefund, refundable } from "./payment-actions.ts";
import { capturedBy, decidePayment } from "./payment-state.ts";
import { shortUrl } from "./short-url.ts";
import { whyUnpaid } from "./why-unpaid.ts";

/** What may leave the server. A new column appears here only by being named. Sums are roubles with two decimals. */

export type ListedPayment = Payment & {
  sync: Pick<Sync, "name" | "environment">;
  connection: Pick<Connection, "name">;
  refunds: Pick<Refund, "amount" | "status">[];
  operations: Pick<Operation, "state" | "kind">[];
  attempts: Pick<Attempt, "seq" | "actionCode">[];
};

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

const pendingRefunds = (refunds: ListedPayment["refunds"]): bigint =>
  refunds.reduce((sum, { status, amount }) => (status === "pending" ? sum + amount : sum), 0n);

export const paymentListItem = (payment: ListedPayment, locale: string) => ({
  id: payment.id,
  invoiceUuid: payment.invoiceUuid,
  orderNumber: payment.orderNumber,
  amount: formatRoubles(payment.amount),
  currency: payment.currency,
  status: payment.status,
  heldAmount: formatRoubles(payment.held),
  capturedAmount: formatRoubles(payment.captured),
  refundedAmount: formatRoubles(payment.refunded),
  refundPending: pendingRefunds(payment.refunds) > 0n,
  checking: payment.operations.some(({ state }) => state === "unknown"),
  shortUrl: shortUrl(payment.slug),
  syncId: payment.syncId,
  syncName: payment.sync.name,
  environment: payment.sync.environment,
  connectionId: payment.connectionId,
  connectionName: payment.connection.name,
  createdAt: payment.createdAt.toISOString(),
  paidAt: iso(payment.paidAt),
  openedAt: iso(payment.firstOpenedAt),
  openCount: payment.openCount,
  /** Why there is no money: the card's last refusal, or why it was cancelled. In the reader's language. */
  reason: whyUnpaid(payment, locale),
});

export type PaymentListItem = ReturnType<typeof paymentListItem>;

export type DetailedPayment = Omit<ListedPayment, "connection" | "refunds" | "operations" | "attempts"> & {
  connection: Pick<Connection, "name" | "systemUrl" | "publicUrl">;
  attempts: Attempt[];
  refunds: Refund[];
  operations: Operation[];
  events: PaymentEvent[];
  deliveries: Delivery[];
  receipts: Receipt[];
};

const attemptView = (attempt: Attempt, locale: string, duplicateIds: readonly string[]) => ({
  id: attempt.id,
  seq: attempt.seq,
  orderNumber: attempt.orderNumber,
  mdOrder: attempt.mdOrder,
  environment: attempt.environment,
  state: attempt.state,
  bankStatus: attempt.bankStatus,
  amount: formatRoubles(attempt.amount),
  held: formatRoubles(attempt.held),
  /** What is left after refunds, as the bank tells it; `captured` is what was taken in all. */
  deposited: formatRoubles(attempt.deposited),
  captured: formatRoubles(capturedBy(attempt)),
  refunded: formatRoubles(attempt.refunded),
  actionCode: attempt.actionCode,
  actionText: attempt.actionText,
  reason: attempt.actionCode === null || attempt.actionCode === 0 ? null : actionReason(attempt.actionCode, locale),
  twoStage: attempt.twoStage,
  /** Money of a second payment for the same invoice: to be given back. */
  duplicate: duplicateIds.includes(attempt.id),
  mismatch: attempt.mismatch,
  paymentWay: attempt.paymentWay,
  expiresAt: attempt.expiresAt.toISOString(),
  createdAt: attempt.createdAt.toISOString(),
  settledAt: iso(attempt.settledAt),
});

const refundView = (refund: Refund) => ({
  id: refund.id,
  amount: formatRoubles(refund.amount),
  status: refund.status,
  origin: refund.origin,
  comment: refund.comment,
  createdAt: refund.createdAt.toISOString(),
  finishedAt: iso(refund.finishedAt),
});

/** The bank's own words come in one language only, and are ruder than ours. */
function eventDetail({ kind, detail }: PaymentEvent, locale: string): PaymentEvent["detail"] {
  if (kind !== "attempt_declined" || typeof detail !== "object" || detail === null || Array.isArray(detail)) return detail;
  const { actionCode } = detail;
  return typeof actionCode === "number" && actionCode !== 0 ? { ...detail, reason: actionReason(actionCode, locale).text } : detail;
}

const eventView = (event: PaymentEvent, locale: string) => ({
  id: event.id.toString(),
  at: event.at.toISOString(),
  kind: event.kind,
  actor: event.actor,
  detail: eventDetail(event, locale),
});

const deliveryView = (delivery: Delivery) => ({
  id: delivery.id,
  version: delivery.version,
  state: delivery.state,
  tries: delivery.tries,
  nextTryAt: iso(delivery.nextTryAt),
  lastTryAt: iso(delivery.lastTryAt),
  lastError: delivery.lastError,
  deliveredAt: iso(delivery.deliveredAt),
  createdAt: delivery.createdAt.toISOString(),
});

/** Every RetailCRM order has its page by internal id. */
const crmOrderUrl = ({ connection, orderId }: DetailedPayment): string | null =>
  orderId === null ? null : `${connection.publicUrl ?? connection.systemUrl}/orders/${orderId.toString()}/edit`;

export function paymentDetail(payment: DetailedPayment, reader: { locale: string; mayAct: boolean }) {
  const facts: ActionFacts = { ...payment, refundPending: pendingRefunds(payment.refunds) };
  const busy = payment.operations.some(({ state, kind }) => kind !== "register" && (state === "unknown" || state === "sent"));
  const may = reader.mayAct && !busy;
  const { duplicateIds } = decidePayment(payment.attempts, payment.cancelRequestedAt !== null);
  const { receipt, receipts, closable } = paymentReceipts(payment);
  return {
    ...paymentListItem(payment, reader.locale),
    orderId: payment.orderId?.toString() ?? null,
    siteUrl: payment.siteUrl,
    returnUrl: payment.returnUrl,
    holdExpiresAt: iso(payment.holdExpiresAt),
    cancelRequestedAt: iso(payment.cancelRequestedAt),
    cancelReason: payment.cancelReason,
    can: {
      approve: may && canApprove(facts),
      cancel: may && canCancel(facts),
      refund: may && canRefund(facts),
      sync: reader.mayAct,
      closeReceipt: may && closable,
    },
    approvable: canApprove(facts) ? formatRoubles(payment.held) : null,
    refundable: canRefund(facts) ? formatRoubles(refundable(facts)) : null,
    crmOrderUrl: crmOrderUrl(payment),
    attempts: payment.attempts.map((attempt) => attemptView(attempt, reader.locale, duplicateIds)),
    refunds: payment.refunds.map(refundView),
    events: payment.events.map((event) => eventView(event, reader.locale)),
    deliveries: payment.deliveries.map(deliveryView),
    receipt,
    receipts,
  };
}

export type PaymentDetail = ReturnType<typeof paymentDetail>;

/** Ids of the payments around one in the list it was opened from. */
export interface Neighbours {
  /** The payment above in the list; null at its top. */
  previous: string | null;
  next: string | null;
}
