/** payment/check: is this invoice still good for this sum? (protocols: retailcrm 5.1) */
import type { JsonObject } from "../json.ts";
import { findInvoice, findOrder } from "../invoices.ts";
import { orderTotal } from "../orders.ts";
import type { Store } from "../state/store.ts";
import { FieldErrors } from "./checks.ts";
import { withStructure, type Call, type Endpoint } from "./endpoint.ts";
import { done, entityErrors, invalid, type Reply } from "./reply.ts";

export const check: Endpoint = {
  name: "check",
  method: "POST",
  path: "/api/v5/payment/check",
  auth: "required",
  scope: (switches) => (switches.checkNeedsReadScope ? "payments_read" : "payments_write"),
  credential: "/api/payment/(updateInvoice|check)",
  handle: (call) => withStructure(call, "check", (value) => answer(call, value)),
};

function answer({ store }: Call, value: JsonObject): Reply {
  const errors = new FieldErrors();
  const uuid = errors.text(value, "invoiceUuid", { required: true });
  const amount = errors.amount(value, "amount", { required: true });
  const currency = errors.text(value, "currency", { required: true });
  if (errors.any || uuid === null || amount === null || currency === null)
    return invalid(store.state.switches, entityErrors, errors.found);
  const reason = refusal(store, uuid, amount, currency);
  return done({ result: reason === null ? { success: true } : { success: false, errorMsg: reason } });
}

/** Why the payment must not go on, in the account's language; null when all is well. */
function refusal(store: Store, uuid: string, amount: number, currency: string): string | null {
  const { switches, settings, verdict } = store.state;
  const say = (ru: string, en: string): string => (settings.language === "ru" ? ru : en);
  if (verdict.mode === "refuse")
    return verdict.text === ""
      ? say("Оплата запрещена менеджером", "The payment was forbidden by the manager")
      : verdict.text;
  const invoice = findInvoice(store, uuid);
  if (!invoice) return say("Счёт не найден", "Invoice not found");
  if (invoice.status !== "pending" && invoice.status !== "waitingForCapture")
    return say("Счёт больше не ждёт оплаты", "The invoice is no longer awaiting payment");
  const order = findOrder(store, invoice.orderId);
  if (order?.status === "cancel") return say("Заказ отменён", "The order was cancelled");
  if (invoice.currency !== currency) return say("Валюта счёта другая", "The invoice has another currency");
  if (invoice.amount !== amount && !(switches.checkAcceptsLower && amount < invoice.amount))
    return say("Сумма счёта другая", "The invoice has another amount");
  if (switches.checkComparesOrder && order && orderTotal(order) !== invoice.orderTotalAtIssue)
    return say("Сумма заказа изменилась", "The sum of the order has changed");
  return null;
}
