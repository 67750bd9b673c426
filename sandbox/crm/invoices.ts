/** Invoices and the payments of orders they belong to. */
import { accountTime } from "./dates.ts";
import { defaultStatusMap } from "./state/seed.ts";
import type { Store } from "./state/store.ts";
import type { Invoice, InvoiceStatus, OrderPayment, PaymentType, Refund, RefundStatus } from "./state/invoice-types.ts";
import type { Order } from "./state/order-types.ts";

export function findInvoice(store: Store, uuid: string): Invoice | null {
  return store.state.invoices.find((invoice) => invoice.uuid === uuid) ?? null;
}

/** By the CRM's id or by the number people see. */
export function findOrder(store: Store, key: string | number): Order | null {
  const text = String(key);
  return store.state.orders.find((order) => String(order.id) === text || order.number === text) ?? null;
}

function paymentOf(store: Store, invoice: Invoice): OrderPayment | null {
  return store.state.payments.find((payment) => payment.id === invoice.paymentId) ?? null;
}

export function addPayment(store: Store, order: Order, type: PaymentType, amount: number): OrderPayment {
  const payment: OrderPayment = {
    id: store.nextId(),
    orderId: order.id,
    typeCode: type.code,
    status: "not-paid",
    amount,
    paidAt: null,
    invoiceUuid: null,
  };
  store.state.payments.push(payment);
  store.changed();
  return payment;
}

/** Sets the status of the invoice and what the payment type makes of it for the order. */
export function setInvoiceStatus(store: Store, invoice: Invoice, status: InvoiceStatus): void {
  invoice.status = status;
  const payment = paymentOf(store, invoice);
  if (!payment) return;
  const type = store.state.paymentTypes.find((candidate) => candidate.code === payment.typeCode);
  payment.status = (type?.statusMap ?? defaultStatusMap)[status];
  payment.amount = invoice.amount;
  payment.paidAt =
    status === "succeeded" || status === "refundSucceeded"
      ? (invoice.paidAt ?? accountTime(store.now().toISOString(), store.state.settings.timezone))
      : null;
}

export interface RefundNews {
  id: string;
  status: RefundStatus;
  amount: number;
  comment: string | null;
}

/** One refund per id of the module, however often it is told (protocols: retailcrm 6.3). */
export function upsertRefund(store: Store, invoice: Invoice, news: RefundNews): Refund {
  const known = invoice.refunds.find((refund) => refund.externalId === news.id);
  if (known) {
    known.status = news.status;
    known.amount = news.amount;
    known.comment = news.comment ?? known.comment;
    return known;
  }
  const refund: Refund = {
    id: store.nextId(),
    externalId: news.id,
    status: news.status,
    amount: news.amount,
    comment: news.comment,
    createdAt: store.now().toISOString(),
  };
  invoice.refunds.push(refund);
  return refund;
}

/** Kopecks already given back or on their way. */
export function refundedAmount(invoice: Invoice): number {
  return invoice.refunds
    .filter((refund) => refund.status !== "canceled")
    .reduce((sum, refund) => sum + refund.amount, 0);
}
