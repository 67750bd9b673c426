/** The `create` callback: the CRM's user pressed "issue invoice" (protocols: retailcrm 4.1). */
import { isObject } from "../json.ts";
import { setInvoiceStatus } from "../invoices.ts";
import { invoiceLines, orderTotal } from "../orders.ts";
import { orderReturnUrl, orderSiteUrl } from "../shop-address.ts";
import type { Store } from "../state/store.ts";
import type { RegisteredModule } from "../state/account-types.ts";
import type { Invoice, OrderPayment } from "../state/invoice-types.ts";
import type { Order } from "../state/order-types.ts";
import { callbackAmount, callbackQuantity } from "./amounts.ts";
import { joinUrl, sendCallback, type CallbackOutcome } from "./send.ts";
import { whileBusy } from "./busy.ts";

export interface NewInvoice {
  order: Order;
  payment: OrderPayment;
  module: RegisteredModule;
  shopCode: string;
  amount: number;
  returnUrl?: string | null;
}

export function addInvoice(store: Store, input: NewInvoice): Invoice {
  const invoice: Invoice = {
    uuid: store.uuid(),
    orderId: input.order.id,
    paymentId: input.payment.id,
    moduleCode: input.module.code,
    shopCode: input.shopCode,
    imported: false,
    amount: input.amount,
    currency: input.order.currency,
    status: "pending",
    externalId: null,
    link: null,
    errorMsg: null,
    returnUrl: input.returnUrl ?? null,
    paidAt: null,
    expiredAt: null,
    cancellationDetails: null,
    refundable: false,
    cancellable: false,
    discountAmount: 0,
    refunds: [],
    createdAt: store.now().toISOString(),
    orderTotalAtIssue: orderTotal(input.order),
  };
  store.state.invoices.push(invoice);
  input.payment.invoiceUuid = invoice.uuid;
  store.changed();
  return invoice;
}

/** Sends `create` for the invoice; pressing again repeats it with the same UUID. */
export async function sendCreate(
  store: Store,
  module: RegisteredModule,
  order: Order,
  invoice: Invoice,
): Promise<CallbackOutcome> {
  const path = module.payment?.actions["create"] ?? "";
  const create = createBody(store, order, invoice);
  const outcome = await whileBusy(store, invoice.uuid, () =>
    sendCallback(store, "create", joinUrl(module.baseUrl, path), { clientId: module.clientId, create }),
  );
  acceptReply(store, invoice, outcome);
  store.changed();
  return outcome;
}

function acceptReply(store: Store, invoice: Invoice, outcome: CallbackOutcome): void {
  const result = outcome.body?.["result"];
  if (
    !outcome.success ||
    !isObject(result) ||
    typeof result["paymentId"] !== "string" ||
    typeof result["invoiceUrl"] !== "string"
  ) {
    if (outcome.success) {
      outcome.success = false;
      outcome.message =
        store.state.settings.language === "ru"
          ? "Модуль ответил без ссылки на оплату"
          : "The module answered without a payment link";
    }
    invoice.errorMsg = outcome.message;
    return;
  }
  invoice.errorMsg = null;
  invoice.externalId = result["paymentId"];
  invoice.link = result["invoiceUrl"];
  invoice.cancellable = result["cancellable"] === true;
  setInvoiceStatus(store, invoice, invoice.status);
}

function createBody(store: Store, order: Order, invoice: Invoice): Record<string, unknown> {
  const { switches } = store.state;
  const customer = order.customer;
  return {
    shopId: invoice.shopCode,
    invoiceUuid: invoice.uuid,
    invoiceType: "link",
    amount: callbackAmount(invoice.amount, switches),
    currency: invoice.currency,
    orderNumber: order.number,
    ...(switches.sendOrderId ? { orderId: order.id } : {}),
    siteUrl: orderSiteUrl(store, order),
    returnUrl: invoice.returnUrl ?? orderReturnUrl(store, order),
    ...(switches.sendItems ? { items: itemsBody(store, order) } : {}),
    ...(switches.sendCustomer && customer
      ? { customer: withoutNulls({ ...customer, phone: customer.phone?.replaceAll(/\D/g, "") ?? null }) }
      : {}),
  };
}

function itemsBody(store: Store, order: Order): Record<string, unknown>[] {
  const { switches } = store.state;
  return invoiceLines(order, switches).map((line) =>
    withoutNulls({
      name: line.name,
      price: callbackAmount(line.price, switches),
      quantity: callbackQuantity(line.quantity, switches),
      measurementUnit: line.unit,
      vat: line.vat,
      paymentMethod: line.paymentMethod,
      paymentObject: line.paymentObject,
      productCode: line.productCode,
      markingCode: line.markingCode,
    }),
  );
}

function withoutNulls(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null));
}
