/** Reads and checks the fields of update-invoice (protocols: retailcrm 5.2). Sums become kopecks. */
import { isObject, type JsonObject } from "../json.ts";
import type { RefundNews } from "../invoices.ts";
import type { InvoiceStatus, RefundStatus } from "../state/invoice-types.ts";
import type { Switches } from "../state/switches.ts";
import { FieldErrors, NOT_VALID } from "./checks.ts";

export const invoiceStatuses: readonly InvoiceStatus[] = [
  "pending",
  "waitingForCapture",
  "succeeded",
  "canceled",
  "refundSucceeded",
];
const refundStatuses: readonly RefundStatus[] = ["pending", "succeeded", "canceled"];

const KNOWN_FIELDS = new Set([
  "invoiceUuid",
  "paymentId",
  "status",
  "amount",
  "discountAmount",
  "cancellationDetails",
  "invoiceUrl",
  "paidAt",
  "expiredAt",
  "refund",
  "refundable",
  "cancellable",
]);

export interface InvoiceUpdate {
  invoiceUuid: string;
  paymentId: string | null;
  status: InvoiceStatus | null;
  amount: number | null;
  discountAmount: number | null;
  cancellationDetails: string | null;
  invoiceUrl: string | null;
  paidAt: string | null;
  expiredAt: string | null;
  refund: RefundNews | null;
  refundable: boolean | null;
  cancellable: boolean | null;
}

export function readInvoiceUpdate(
  source: JsonObject,
  switches: Switches,
): { update: InvoiceUpdate; errors: null } | { update: null; errors: Record<string, string> } {
  const errors = new FieldErrors();
  const invoiceUrl = errors.text(source, "invoiceUrl", { max: 2048 });
  if (invoiceUrl !== null && !URL.canParse(invoiceUrl)) errors.add("invoiceUrl", "This value is not a valid URL.");
  const update: InvoiceUpdate = {
    invoiceUuid: errors.text(source, "invoiceUuid", { required: true }) ?? "",
    paymentId: errors.text(source, "paymentId"),
    status: errors.choice(source, "status", invoiceStatuses),
    amount: errors.amount(source, "amount"),
    discountAmount: errors.amount(source, "discountAmount"),
    cancellationDetails: errors.text(source, "cancellationDetails"),
    invoiceUrl,
    paidAt: errors.time(source, "paidAt"),
    expiredAt: errors.time(source, "expiredAt"),
    refund: readRefund(errors, source["refund"]),
    refundable: errors.flag(source, "refundable"),
    cancellable: errors.flag(source, "cancellable"),
  };
  if (switches.rejectUnknownFields)
    for (const field of Object.keys(source))
      if (!KNOWN_FIELDS.has(field)) errors.add(field, "This form should not contain extra fields.");
  return errors.any ? { update: null, errors: errors.found } : { update, errors: null };
}

function readRefund(errors: FieldErrors, value: unknown): RefundNews | null {
  if (value === undefined || value === null) return null;
  if (!isObject(value)) {
    errors.add("refund", NOT_VALID);
    return null;
  }
  return readRefundFields(errors, value, "id", "refund.");
}

/** `idField` is `id` in update-invoice and in replies, `externalId` in import. */
export function readRefundFields(errors: FieldErrors, value: JsonObject, idField: string, label: string): RefundNews {
  return {
    id: errors.text(value, idField, { required: true, label: `${label}${idField}` }) ?? "",
    status: errors.choice(value, "status", refundStatuses, { required: true, label: `${label}status` }) ?? "pending",
    amount: errors.amount(value, "amount", { required: true, positive: true, label: `${label}amount` }) ?? 0,
    comment: errors.text(value, "comment", { label: `${label}comment` }),
  };
}
