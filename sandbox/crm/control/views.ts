/** What control methods and pages show of orders and invoices: sums as decimal text. */
import { roublesText } from "../money.ts";
import { itemTotal, orderTotal } from "../orders.ts";
import { refundedAmount } from "../invoices.ts";
import type { Store } from "../state/store.ts";
import type { Invoice, InvoiceStatus } from "../state/invoice-types.ts";
import type { Order } from "../state/order-types.ts";

export interface InvoiceView {
  uuid: string;
  orderId: number;
  paymentId: number;
  module: string;
  shopCode: string;
  amount: string;
  currency: string;
  status: InvoiceStatus;
  /** The module's paymentId. */
  externalId: string | null;
  link: string | null;
  errorMsg: string | null;
  paidAt: string | null;
  expiredAt: string | null;
  cancellationDetails: string | null;
  refundable: boolean;
  cancellable: boolean;
  refundedAmount: string;
  refunds: { id: number; externalId: string; status: string; amount: string; comment: string | null }[];
  createdAt: string;
}

export function invoiceView(invoice: Invoice): InvoiceView {
  return {
    uuid: invoice.uuid,
    orderId: invoice.orderId,
    paymentId: invoice.paymentId,
    module: invoice.moduleCode,
    shopCode: invoice.shopCode,
    amount: roublesText(invoice.amount),
    currency: invoice.currency,
    status: invoice.status,
    externalId: invoice.externalId,
    link: invoice.link,
    errorMsg: invoice.errorMsg,
    paidAt: invoice.paidAt,
    expiredAt: invoice.expiredAt,
    cancellationDetails: invoice.cancellationDetails,
    refundable: invoice.refundable,
    cancellable: invoice.cancellable,
    refundedAmount: roublesText(refundedAmount(invoice)),
    createdAt: invoice.createdAt,
    refunds: invoice.refunds.map((refund) => ({
      id: refund.id,
      externalId: refund.externalId,
      status: refund.status,
      amount: roublesText(refund.amount),
      comment: refund.comment,
    })),
  };
}

export interface OrderView {
  id: number;
  number: string;
  site: string;
  status: Order["status"];
  currency: string;
  sum: string;
  customer: Order["customer"];
  items: {
    name: string;
    price: string;
    quantity: string;
    unit: string | null;
    vat: string | null;
    discount: string;
    total: string;
  }[];
  discount: string;
  delivery: { name: string; cost: string; vat: string | null } | null;
  /** Payments of the order; `status` is the account's payment status, `invoice` the newest invoice of the payment. */
  payments: {
    id: number;
    type: string;
    status: string;
    statusName: string;
    amount: string;
    paidAt: string | null;
    invoice: InvoiceView | null;
  }[];
}

export function orderView(store: Store, order: Order): OrderView {
  const { payments, invoices, paymentStatuses } = store.state;
  return {
    id: order.id,
    number: order.number,
    site: order.site,
    status: order.status,
    currency: order.currency,
    sum: roublesText(orderTotal(order)),
    customer: order.customer,
    items: order.items.map((item) => ({
      name: item.name,
      price: roublesText(item.price),
      quantity: item.quantity,
      unit: item.unit,
      vat: item.vat,
      discount: roublesText(item.discount),
      total: roublesText(itemTotal(item)),
    })),
    discount: roublesText(order.discount),
    delivery: order.delivery ? { ...order.delivery, cost: roublesText(order.delivery.cost) } : null,
    payments: payments
      .filter((payment) => payment.orderId === order.id)
      .map((payment) => {
        const invoice = invoices.find((candidate) => candidate.uuid === payment.invoiceUuid);
        return {
          id: payment.id,
          type: payment.typeCode,
          status: payment.status,
          statusName: paymentStatuses.find((status) => status.code === payment.status)?.name ?? payment.status,
          amount: roublesText(payment.amount),
          paidAt: payment.paidAt,
          invoice: invoice ? invoiceView(invoice) : null,
        };
      }),
  };
}
