import type { PaymentStatus } from "#lib/generated/prisma/enums.ts";
import type { CrmInvoice } from "#lib/retailcrm/crm-client.ts";
import { agreed, type CrmKind, different, notJudged, type Verdict } from "./difference-state.ts";

type InvoiceVerdict = Verdict<CrmKind>;

/** What the hub has, and believes to have told, of one invoice. Amounts are kopecks. */
export interface HubInvoice {
  status: PaymentStatus;
  held: bigint;
  captured: bigint;
  refunded: bigint;
  /** A message to RetailCRM waits for its turn, or is being sent. */
  telling: boolean;
  /** The last message was given up. */
  tellingFailed: boolean;
}

/** The sum the hub tells with this status (protocols: retailcrm 5.2); null when it tells none. */
function toldAmount({ status, held, captured }: HubInvoice): bigint | null {
  if (status === "waitingForCapture") return held;
  return status === "succeeded" || status === "refundSucceeded" ? captured : null;
}

/** null: the CRM does not say of each refund what became of it, or how much it is. */
function refundedIn({ refunds }: CrmInvoice): bigint | null {
  let sum = 0n;
  for (const { status, amount } of refunds) {
    if (status === null || amount === null) return null;
    if (status === "succeeded") sum += amount;
  }
  return sum;
}

function compareRefunds(invoice: CrmInvoice, { refunded }: HubInvoice): InvoiceVerdict | null {
  const there = refundedIn(invoice);
  if (there === null) return notJudged("unreadable");
  if (there === refunded) return null;
  return different("crm_refund_differs", there < refunded ? "refund_untold" : "refund_unknown");
}

function judge(invoice: CrmInvoice | null, hub: HubInvoice): InvoiceVerdict {
  if (invoice === null) return different("crm_missing", "invoice_unknown");
  if (invoice.status === null) return notJudged("unreadable");
  if (invoice.status !== hub.status) return different("crm_state_differs", hub.tellingFailed ? "report_failed" : "other_status");
  const told = toldAmount(hub);
  if (told !== null && invoice.amount === null) return notJudged("unreadable");
  if (told !== null && invoice.amount !== told) return different("crm_amount_differs", hub.tellingFailed ? "report_failed" : "other_amount");
  return compareRefunds(invoice, hub) ?? agreed;
}

/** Compares RetailCRM's invoice (null: it has none) with the hub's payment. What the hub has not told yet is no difference. */
export function compareInvoice(invoice: CrmInvoice | null, hub: HubInvoice): InvoiceVerdict {
  const found = judge(invoice, hub);
  return found.verdict === "different" && hub.telling ? notJudged("in_flight") : found;
}
