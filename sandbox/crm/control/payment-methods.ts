/** Invoices: the buttons of a manager, each of them a callback to the module. */
import { addPayment } from "../invoices.ts";
import { issueInvoice, resendInvoice, type Issued } from "../issue-invoice.ts";
import { orderTotal } from "../orders.ts";
import { findPaymentType } from "../payment-types.ts";
import { sendPaymentAction, type PaymentAction } from "../callbacks/payment-action.ts";
import type { CallbackOutcome } from "../callbacks/send.ts";
import type { Store } from "../state/store.ts";
import type { Invoice } from "../state/invoice-types.ts";
import { theInvoice, theModule, theOrder } from "./find.ts";
import * as inputs from "./inputs.ts";
import { ControlError, method } from "./method.ts";
import { invoiceView, type InvoiceView } from "./views.ts";

/** What the manager sees after pressing a button. */
export interface Pressed {
  ok: boolean;
  /** The module's errorMsg, or what the CRM says when there was no usable answer; null on success. */
  message: string | null;
  invoice: InvoiceView | null;
  outcomes: CallbackOutcome[];
}

export function paymentMethods(store: Store) {
  const press = (action: PaymentAction) =>
    method(store, inputs.press, (_, input) => pressAction(store, action, input, input.twice === true ? 2 : 1));
  return {
    getInvoice: method(store, inputs.invoiceKey, (_, input) => invoiceView(theInvoice(store, input.invoice))),
    listInvoices: () => store.state.invoices.map(invoiceView),
    issueInvoice: method(store, inputs.issue, async (_, { order, module, ...input }) =>
      pressed(await issueInvoice(store, { ...input, order: theOrder(store, order), moduleCode: module })),
    ),
    /** Sends `create` again for the same invoice UUID; with `amount` for another sum. */
    resendInvoice: method(store, inputs.press, async (_, input) => {
      const invoice = theInvoice(store, input.invoice);
      const before = invoice.amount;
      if (input.amount !== undefined) invoice.amount = input.amount;
      const issued = await resendInvoice(store, invoice);
      // A sum that the module refused is none, unless the module itself has told another one meanwhile.
      if (!issued.ok && invoice.amount === input.amount) invoice.amount = before;
      return pressed(issued);
    }),
    approve: press("approve"),
    cancel: press("cancel"),
    refund: press("refund"),
    /** Two presses of the same button at the same time. */
    pressTwice: method(store, inputs.pressTwice, (_, input) =>
      input.action === "create" ? createTwice(store, input.invoice) : pressAction(store, input.action, input, 2),
    ),
    /** A payment without an invoice, for payment/create-invoice and payment/invoice/import. */
    addPayment: method(store, inputs.newPayment, (_, input) => {
      const order = theOrder(store, input.order);
      const type = findPaymentType(store, theModule(store, input.module).code, input.shopCode);
      if (!type) throw new ControlError(`no active payment type for shop ${input.shopCode}`);
      return { ...addPayment(store, order, type, input.amount ?? orderTotal(order)) };
    }),
  };
}

async function pressAction(
  store: Store,
  action: PaymentAction,
  input: { invoice: string; amount?: number | undefined },
  times: number,
): Promise<Pressed> {
  const invoice = theInvoice(store, input.invoice);
  const module = theModule(store, invoice.moduleCode);
  const amount =
    input.amount ?? (action === "cancel" && store.state.switches.cancelCarriesAmount ? invoice.amount : null);
  const outcomes = await Promise.all(
    Array.from({ length: times }, () => sendPaymentAction(store, module, invoice, action, amount)),
  );
  return summary(outcomes, invoice);
}

async function createTwice(store: Store, uuid: string): Promise<Pressed> {
  const invoice = theInvoice(store, uuid);
  const results = await Promise.all([resendInvoice(store, invoice), resendInvoice(store, invoice)]);
  return summary(
    results.flatMap((result) => result.outcomes),
    invoice,
  );
}

function summary(outcomes: CallbackOutcome[], invoice: Invoice): Pressed {
  const failed = outcomes.find((outcome) => !outcome.success);
  return { ok: !failed, message: failed?.message ?? null, invoice: invoiceView(invoice), outcomes };
}

function pressed(issued: Issued): Pressed & { link: string | null } {
  return {
    ok: issued.ok,
    message: issued.message,
    invoice: issued.invoice ? invoiceView(issued.invoice) : null,
    outcomes: issued.outcomes,
    link: issued.link,
  };
}
