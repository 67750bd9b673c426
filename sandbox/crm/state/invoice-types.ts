/**
 * Payments of orders and their invoices. Sums are integer kopecks; instants are ISO 8601 in UTC, except `paidAt` and
 * `expiredAt`, which keep the zone-less text the module sent (protocols: retailcrm 8.3).
 */

export type InvoiceStatus = "pending" | "waitingForCapture" | "succeeded" | "canceled" | "refundSucceeded";

export type RefundStatus = "pending" | "succeeded" | "canceled";

export interface PaymentType {
  code: string;
  name: string;
  active: boolean;
  sites: string[];
  deliveryTypes: string[];
  integration: { moduleCode: string; shopCode: string } | null;
  /** Which payment status of the account each invoice status becomes. */
  statusMap: Record<InvoiceStatus, string>;
}

export interface PaymentStatus {
  code: string;
  name: string;
  nameEn: string;
  paymentComplete: boolean;
}

export interface OrderPayment {
  id: number;
  orderId: number;
  typeCode: string;
  status: string;
  amount: number;
  paidAt: string | null;
  invoiceUuid: string | null;
}

export interface Refund {
  id: number;
  externalId: string;
  status: RefundStatus;
  comment: string | null;
  amount: number;
  createdAt: string;
}

export interface Invoice {
  uuid: string;
  orderId: number;
  /** The CRM's own number of the order payment, not the module's id. */
  paymentId: number;
  moduleCode: string;
  shopCode: string;
  imported: boolean;
  amount: number;
  currency: string;
  status: InvoiceStatus;
  /** The module's `paymentId`. */
  externalId: string | null;
  link: string | null;
  /** Why the module refused to issue it; shown to the CRM's user. */
  errorMsg: string | null;
  returnUrl: string | null;
  paidAt: string | null;
  expiredAt: string | null;
  cancellationDetails: string | null;
  refundable: boolean;
  cancellable: boolean;
  discountAmount: number;
  refunds: Refund[];
  createdAt: string;
  /** Sum of the order when the invoice was issued: a later difference fails `payment/check`. */
  orderTotalAtIssue: number;
}
