/** payment/create-invoice, payment/invoice/{uuid}, payment/invoice/import (protocols: retailcrm 5.3–5.5). */
import { accountTime } from "../dates.ts";
import { isObject, type JsonObject } from "../json.ts";
import { addInvoice } from "../callbacks/create.ts";
import { findInvoice, findOrder, setInvoiceStatus, upsertRefund } from "../invoices.ts";
import { issueForPayment } from "../issue-invoice.ts";
import { roublesText } from "../money.ts";
import type { Store } from "../state/store.ts";
import type { Invoice } from "../state/invoice-types.ts";
import { FieldErrors } from "./checks.ts";
import { withStructure, type Call, type Endpoint } from "./endpoint.ts";
import { invoiceStatuses, readRefundFields } from "./invoice-update.ts";
import { done, entityErrors, invalid, refused, type Reply } from "./reply.ts";

export const createInvoice: Endpoint = {
  name: "create-invoice",
  method: "POST",
  path: "/api/v5/payment/create-invoice",
  auth: "required",
  scope: () => "payments_write",
  credential: "/api/payment/create-invoice",
  handle: (call) => withStructure(call, "createInvoice", (value) => create(call, value)),
};

/** `paymentId` is the CRM's own; the module's `create` is called before this answers. */
async function create({ store }: Call, value: JsonObject): Promise<Reply> {
  const errors = new FieldErrors();
  const returnUrl = errors.text(value, "returnUrl", { max: 2048 });
  const payment = store.state.payments.find((candidate) => String(candidate.id) === String(value["paymentId"]));
  if (!payment) errors.add("paymentId", "This value is not valid.");
  if (errors.any || !payment) return invalid(store.state.switches, entityErrors, errors.found);
  const issued = await issueForPayment(store, payment, returnUrl);
  return issued.link === null
    ? refused(400, issued.message ?? "Invoice was not created")
    : done({ result: { link: issued.link } });
}

export const getInvoice: Endpoint = {
  name: "invoice-get",
  method: "GET",
  path: "/api/v5/payment/invoice/:uuid",
  auth: "required",
  scope: () => "payments_read",
  credential: "/api/payment/invoice/{uuid}",
  handle({ store, path }) {
    const invoice = findInvoice(store, path["uuid"] ?? "");
    return invoice ? done({ invoice: invoiceView(store, invoice) }) : { status: 200, body: { success: false } };
  },
};

export const importInvoice: Endpoint = {
  name: "invoice-import",
  method: "POST",
  path: "/api/v5/payment/invoice/import",
  auth: "required",
  scope: () => "payments_write",
  credential: "/api/payment/invoice/import",
  handle: (call) => withStructure(call, "invoice", (value) => importPaid(call, value)),
};

function importPaid({ store }: Call, value: JsonObject): Reply {
  const errors = new FieldErrors();
  const externalId = errors.text(value, "externalId", { required: true });
  const amount = errors.amount(value, "amount", { required: true });
  const currency = errors.text(value, "currency", { required: true, max: 3 });
  const status = errors.choice(value, "status", invoiceStatuses, { required: true });
  const paidAt = errors.time(value, "paidAt");
  errors.time(value, "createdAt");
  const refundable = errors.flag(value, "refundable") ?? false;
  const discountAmount = errors.amount(value, "discountAmount") ?? 0;
  const refunds = errors
    .list(value["refunds"], "refunds")
    .map((refund, index) =>
      readRefundFields(errors, isObject(refund) ? refund : {}, "externalId", `refunds[${String(index)}].`),
    );
  const payment = store.state.payments.find((candidate) => String(candidate.id) === String(value["paymentId"]));
  const type = store.state.paymentTypes.find((candidate) => candidate.code === payment?.typeCode);
  const module = store.state.modules.find((candidate) => candidate.code === type?.integration?.moduleCode);
  const order = payment ? findOrder(store, payment.orderId) : null;
  if (!payment || !module || !order) errors.add("paymentId", "This value is not valid.");
  if (
    errors.any ||
    !payment ||
    !module ||
    !order ||
    externalId === null ||
    amount === null ||
    currency === null ||
    status === null
  )
    return invalid(store.state.switches, entityErrors, errors.found);
  const invoice = addInvoice(store, { order, payment, module, shopCode: type?.integration?.shopCode ?? "", amount });
  Object.assign(invoice, { imported: true, externalId, currency, paidAt, refundable, discountAmount });
  for (const refund of refunds) upsertRefund(store, invoice, refund);
  setInvoiceStatus(store, invoice, status);
  store.changed();
  return done({ invoice: { invoiceUuid: invoice.uuid } });
}

/** Sums are texts in this reply. */
function invoiceView(store: Store, invoice: Invoice): Record<string, unknown> {
  const customer = findOrder(store, invoice.orderId)?.customer ?? null;
  const time = (iso: string): string => accountTime(iso, store.state.settings.timezone);
  return {
    createdAt: time(invoice.createdAt),
    customerId: invoice.orderId + 1000,
    orderId: invoice.orderId,
    paymentId: invoice.paymentId,
    amount: roublesText(invoice.amount),
    currency: invoice.currency,
    email: customer?.email ?? null,
    phone: customer?.phone ?? null,
    status: invoice.status,
    statusMessage: null,
    externalId: invoice.externalId,
    invoiceUuid: invoice.uuid,
    invoiceType: "link",
    link: invoice.link,
    errorMsg: invoice.errorMsg,
    paidAt: invoice.paidAt,
    expiredAt: invoice.expiredAt,
    cancellationDetails: invoice.cancellationDetails,
    refundable: invoice.refundable,
    cancellable: invoice.cancellable,
    refunds: invoice.refunds.map((refund) => ({
      id: refund.id,
      status: refund.status,
      externalId: refund.externalId,
      comment: refund.comment,
      amount: roublesText(refund.amount),
      createdAt: time(refund.createdAt),
    })),
    discountAmount: roublesText(invoice.discountAmount),
  };
}
