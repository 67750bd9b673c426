/** payment/update-invoice: the module reports what became of an invoice (protocols: retailcrm 5.2, 6.2). */
import type { JsonObject } from "../json.ts";
import { findInvoice, setInvoiceStatus, upsertRefund } from "../invoices.ts";
import type { Store } from "../state/store.ts";
import type { Invoice, InvoiceStatus } from "../state/invoice-types.ts";
import { withStructure, type Call, type Endpoint } from "./endpoint.ts";
import { done, entityErrors, invalid, refused, type Reply } from "./reply.ts";
import { readInvoiceUpdate, type InvoiceUpdate } from "./invoice-update.ts";

const LOCK_WAIT_MS = 60_000;

/** Moves named by 6.2, besides repeats. */
const successors: Record<InvoiceStatus, readonly InvoiceStatus[]> = {
  pending: ["waitingForCapture", "succeeded", "canceled"],
  waitingForCapture: ["succeeded", "canceled"],
  succeeded: ["refundSucceeded"],
  canceled: [],
  refundSucceeded: [],
};

export const updateInvoice: Endpoint = {
  name: "update-invoice",
  method: "POST",
  path: "/api/v5/payment/update-invoice",
  auth: "required",
  scope: () => "payments_write",
  credential: "/api/payment/(updateInvoice|check)",
  handle: (call) => withStructure(call, "updateInvoice", (value) => update(call, value)),
};

async function update({ store }: Call, value: JsonObject): Promise<Reply> {
  const { switches } = store.state;
  const read = readInvoiceUpdate(value, switches);
  if (read.errors) return invalid(switches, entityErrors, read.errors);
  const busy = store.busy.get(read.update.invoiceUuid);
  if (busy && switches.lockDuringCallback === "refuse") return refused(400, "Invoice is locked");
  if (busy && switches.lockDuringCallback === "wait")
    await Promise.race([busy, new Promise((resolve) => setTimeout(resolve, LOCK_WAIT_MS).unref())]);
  const invoice = findInvoice(store, read.update.invoiceUuid);
  if (!invoice) return refused(404, "Not found");
  const { update: news } = read;
  if (news.paymentId !== null && invoice.externalId !== null && news.paymentId !== invoice.externalId)
    return invalid(switches, entityErrors, {
      paymentId: "This value should be the paymentId the invoice was created with.",
    });
  if (
    switches.strictTransitions &&
    news.status !== null &&
    news.status !== invoice.status &&
    !successors[invoice.status].includes(news.status)
  )
    return invalid(switches, entityErrors, {
      status: `The status cannot change from "${invoice.status}" to "${news.status}".`,
    });
  apply(store, invoice, news);
  return done({}, switches.writeStatus);
}

/** Absent fields leave the invoice as it is. */
function apply(store: Store, invoice: Invoice, news: InvoiceUpdate): void {
  invoice.externalId ??= news.paymentId;
  if (news.amount !== null) invoice.amount = news.amount;
  if (news.discountAmount !== null) invoice.discountAmount = news.discountAmount;
  if (news.cancellationDetails !== null) invoice.cancellationDetails = news.cancellationDetails;
  if (news.invoiceUrl !== null) invoice.link = news.invoiceUrl;
  if (news.paidAt !== null) invoice.paidAt = news.paidAt;
  if (news.expiredAt !== null) invoice.expiredAt = news.expiredAt;
  if (news.refundable !== null) invoice.refundable = news.refundable;
  if (news.cancellable !== null) invoice.cancellable = news.cancellable;
  if (news.refund !== null) upsertRefund(store, invoice, news.refund);
  setInvoiceStatus(store, invoice, news.status ?? invoice.status);
  store.changed();
}
