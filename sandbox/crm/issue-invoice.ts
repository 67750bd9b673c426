/** Issuing an invoice: from the order of a manager, or from a payment named through the API. */
import { addInvoice, sendCreate } from "./callbacks/create.ts";
import type { CallbackOutcome } from "./callbacks/send.ts";
import { addPayment, findInvoice, findOrder } from "./invoices.ts";
import { orderTotal } from "./orders.ts";
import { createPaymentType, findPaymentType } from "./payment-types.ts";
import type { Store } from "./state/store.ts";
import type { RegisteredModule } from "./state/account-types.ts";
import type { Invoice, OrderPayment, PaymentType } from "./state/invoice-types.ts";
import type { Order } from "./state/order-types.ts";

export interface Issued {
  ok: boolean;
  invoice: Invoice | null;
  link: string | null;
  /** What the manager reads when it failed. */
  message: string | null;
  outcomes: CallbackOutcome[];
}

export interface IssueRequest {
  order: Order;
  shopCode: string;
  /** Needed when several modules have a shop of this code. */
  moduleCode?: string | undefined;
  /** Kopecks; the order's sum when absent. */
  amount?: number | undefined;
  returnUrl?: string | null | undefined;
  /** Presses the button twice at once: the same invoice is sent in parallel. */
  twice?: boolean | undefined;
}

/** Adds a payment to the order and issues its invoice. */
export async function issueInvoice(store: Store, request: IssueRequest): Promise<Issued> {
  const chosen = chooseShop(store, request);
  if (typeof chosen === "string") return failed(chosen);
  const payment = addPayment(store, request.order, chosen.type, request.amount ?? orderTotal(request.order));
  const invoice = addInvoice(store, {
    order: request.order,
    payment,
    module: chosen.module,
    shopCode: request.shopCode,
    amount: payment.amount,
    returnUrl: request.returnUrl ?? null,
  });
  return await send(store, chosen.module, request.order, invoice, request.twice === true);
}

/** Presses the button again: the same invoice UUID, as after a time-out. */
export async function resendInvoice(store: Store, invoice: Invoice): Promise<Issued> {
  const module = store.state.modules.find((candidate) => candidate.code === invoice.moduleCode);
  const order = findOrder(store, invoice.orderId);
  if (!module || !order) return failed(say(store, "Модуль больше не подключён", "The module is no longer connected"));
  return await send(store, module, order, invoice, false);
}

/** For create-invoice: the link of a live invoice, or a new invoice for the payment. */
export async function issueForPayment(store: Store, payment: OrderPayment, returnUrl: string | null): Promise<Issued> {
  const old = payment.invoiceUuid === null ? null : findInvoice(store, payment.invoiceUuid);
  if (old?.status === "pending" && old.link !== null)
    return { ok: true, invoice: old, link: old.link, message: null, outcomes: [] };
  const type = store.state.paymentTypes.find((candidate) => candidate.code === payment.typeCode);
  const module = store.state.modules.find((candidate) => candidate.code === type?.integration?.moduleCode);
  const order = findOrder(store, payment.orderId);
  if (!type?.integration || !module || !order)
    return failed(say(store, "Тип оплаты не связан с модулем", "The payment type is not tied to a module"));
  const invoice = addInvoice(store, {
    order,
    payment,
    module,
    shopCode: type.integration.shopCode,
    amount: payment.amount,
    returnUrl,
  });
  return await send(store, module, order, invoice, false);
}

async function send(
  store: Store,
  module: RegisteredModule,
  order: Order,
  invoice: Invoice,
  twice: boolean,
): Promise<Issued> {
  const presses = twice ? 2 : 1;
  const outcomes = await Promise.all(Array.from({ length: presses }, () => sendCreate(store, module, order, invoice)));
  const last = outcomes.at(-1);
  return {
    ok: outcomes.every((outcome) => outcome.success),
    invoice,
    link: invoice.link,
    message: outcomes.find((outcome) => !outcome.success)?.message ?? last?.message ?? null,
    outcomes,
  };
}

function chooseShop(store: Store, request: IssueRequest): { module: RegisteredModule; type: PaymentType } | string {
  const module = store.state.modules.find(
    (candidate) =>
      (request.moduleCode === undefined || candidate.code === request.moduleCode) &&
      candidate.payment?.shops.some((shop) => shop.code === request.shopCode),
  );
  if (!module)
    return say(
      store,
      "Магазин не зарегистрирован ни одним модулем оплаты",
      "No payment module has registered this shop",
    );
  const type =
    findPaymentType(store, module.code, request.shopCode) ??
    (store.state.switches.autoPaymentTypes
      ? createPaymentType(store, module.code, request.shopCode, request.shopCode)
      : null);
  return type
    ? { module, type }
    : say(
        store,
        "Нет активного типа оплаты, связанного с этим магазином модуля",
        "No active payment type is tied to this shop of the module",
      );
}

function failed(message: string): Issued {
  return { ok: false, invoice: null, link: null, message, outcomes: [] };
}

function say(store: Store, ru: string, en: string): string {
  return store.state.settings.language === "ru" ? ru : en;
}
