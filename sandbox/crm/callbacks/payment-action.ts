/** approve, cancel and refund: buttons of an invoice that the module has accepted (protocols: retailcrm 4.4–4.6). */
import { FieldErrors } from "../api/checks.ts";
import { readRefundFields } from "../api/invoice-update.ts";
import { isObject } from "../json.ts";
import { upsertRefund } from "../invoices.ts";
import type { Store } from "../state/store.ts";
import type { RegisteredModule } from "../state/account-types.ts";
import type { Invoice } from "../state/invoice-types.ts";
import { callbackAmount } from "./amounts.ts";
import { whileBusy } from "./busy.ts";
import { joinUrl, sendCallback, type CallbackOutcome } from "./send.ts";

export type PaymentAction = "approve" | "cancel" | "refund";

/** `amount` in kopecks; null leaves it out, which means the whole (remaining) sum. */
export async function sendPaymentAction(
  store: Store,
  module: RegisteredModule,
  invoice: Invoice,
  action: PaymentAction,
  amount: number | null,
): Promise<CallbackOutcome> {
  const path = module.payment?.actions[action];
  if (path === undefined || invoice.externalId === null) return notPossible(store, action, path === undefined);
  const body = {
    paymentId: invoice.externalId,
    ...(amount === null ? {} : { amount: callbackAmount(amount, store.state.switches) }),
  };
  const url = joinUrl(module.baseUrl, path);
  const outcome = await whileBusy(store, invoice.uuid, () =>
    sendCallback(store, action, url, { clientId: module.clientId, [action]: body }),
  );
  if (action === "refund" && outcome.success) acceptRefund(store, invoice, outcome);
  store.changed();
  return outcome;
}

/** The reply carries the refund; the status of the invoice comes later, by update-invoice. */
function acceptRefund(store: Store, invoice: Invoice, outcome: CallbackOutcome): void {
  const errors = new FieldErrors();
  const result = outcome.body?.["result"];
  const refund = isObject(result) ? readRefundFields(errors, result, "id", "result.") : null;
  if (refund && !errors.any) {
    upsertRefund(store, invoice, refund);
    return;
  }
  outcome.success = false;
  outcome.message =
    store.state.settings.language === "ru"
      ? "Модуль ответил без сведений о возврате"
      : "The module answered without the refund";
}

function notPossible(store: Store, action: string, unregistered: boolean): CallbackOutcome {
  const ru = store.state.settings.language === "ru";
  const message = unregistered
    ? ru
      ? `Модуль не умеет «${action}»`
      : `The module has no action "${action}"`
    : ru
      ? "Счёт ещё не выставлен"
      : "The invoice has not been issued yet";
  return { action, url: "", status: null, ms: 0, timedOut: false, success: false, message, errorMsg: null, body: null };
}
