import { jsonRoubles, withoutNulls } from "./crm-json.ts";

/** The structures of payment/check and payment/update-invoice (protocols: retailcrm 5.1, 5.2). */

/** Codes of an invoice in the CRM (protocols: retailcrm 6.1). */
export type InvoiceStatus = "pending" | "waitingForCapture" | "succeeded" | "canceled" | "refundSucceeded";
export type CrmRefundStatus = "pending" | "succeeded" | "canceled";

export interface InvoiceCheck {
  invoiceUuid: string;
  /** Kopecks. */
  amount: bigint;
  currency: string;
}

/** The CRM's verdict on taking this money. A call that failed is never a verdict: it throws. */
export type InvoiceVerdict = { valid: true } | { valid: false; reason: string | null };

/** Absent and null members are not sent and so change nothing in the CRM (protocols: retailcrm 5.2). */
export interface InvoiceUpdate {
  invoiceUuid: string;
  /** Our id of the payment. */
  paymentId?: string | null | undefined;
  status?: InvoiceStatus | null | undefined;
  /** Kopecks. */
  amount?: bigint | null | undefined;
  /** Reason for the manager; cut to 255 characters. */
  cancellationDetails?: string | null | undefined;
  invoiceUrl?: string | null | undefined;
  /** "2026-01-31 23:59:59" in the account's time zone. */
  paidAt?: string | null | undefined;
  /** Until when a held payment waits for approve or cancel; not the end of the link. */
  expiredAt?: string | null | undefined;
  refund?: { id: string; status: CrmRefundStatus; amount: bigint; comment?: string | null | undefined } | null | undefined;
  refundable?: boolean | null | undefined;
  cancellable?: boolean | null | undefined;
}

const MAX_TEXT = 255;

/** By characters, not by halves of them: an emoji at the edge is dropped whole. */
const cut = (text: string | null | undefined): string | null =>
  text === null || text === undefined ? null : Array.from(text).slice(0, MAX_TEXT).join("").toWellFormed();

const roubles = (kopecks: bigint | null | undefined) =>
  kopecks === null || kopecks === undefined ? null : jsonRoubles(kopecks);

export const checkBody = ({ invoiceUuid, amount, currency }: InvoiceCheck): Record<string, unknown> => ({
  invoiceUuid,
  amount: jsonRoubles(amount),
  currency,
});

/** Kopecks become exact JSON numbers of roubles; nulls are dropped, because the CRM reads absence as "no change". */
export function updateBody(update: InvoiceUpdate): Record<string, unknown> {
  const { refund } = update;
  return withoutNulls({
    invoiceUuid: update.invoiceUuid,
    paymentId: update.paymentId,
    status: update.status,
    amount: roubles(update.amount),
    cancellationDetails: cut(update.cancellationDetails),
    invoiceUrl: update.invoiceUrl,
    paidAt: update.paidAt,
    expiredAt: update.expiredAt,
    refund: refund && withoutNulls({ id: refund.id, status: refund.status, amount: jsonRoubles(refund.amount), comment: cut(refund.comment) }),
    refundable: update.refundable,
    cancellable: update.cancellable,
  });
}
