import type { Dispatcher } from "undici";
import { wallClock } from "#lib/clock.ts";
import { ProviderError } from "#lib/errors.ts";
import { emptyAnswer, lastOrdersAnswer, orderAnswer, receiptsAnswer, registerAnswer } from "./answer-schema.ts";
import { BANK_TIMEOUT_MS, bankCall } from "./bank-call.ts";
import type { BankAccess, BankClient, JsonObject, LastOrdersQuery } from "./bank-client.ts";
import type { FormFields } from "./form-body.ts";
import { orderFields, positiveKopecks } from "./order-fields.ts";
import { retryRead } from "./retry-read.ts";
import { bankDispatcher } from "./trust.ts";

export type { BankAccess, BankClient, NewOrder } from "./bank-client.ts";

/** `yyyyMMddHHmmss` of Moscow, the gateway's own zone (protocols: alfabank 2, 4.9). */
const moscowStamp = (date: Date): string => wallClock(date, "Europe/Moscow").replace(/\D/g, "");

const lastOrdersFields = ({ from, to, page, size, byCreatedDate, states }: LastOrdersQuery): FormFields => ({
  from: moscowStamp(from),
  to: moscowStamp(to),
  page,
  size: Math.min(size, 200),
  searchByCreatedDate: byCreatedDate ?? false,
  transactionStates: (states ?? ["CREATED", "APPROVED", "DEPOSITED", "DECLINED", "REVERSED", "REFUNDED"]).join(","),
});

const itemsField = (items: readonly JsonObject[] | undefined) => (items === undefined ? undefined : { items });

const isNotFound = (error: unknown): boolean =>
  error instanceof ProviderError && error.outcome === "rejected" && error.code === "6";

/** @param dispatcher connection rules; by default those for bank hosts (trust.ts) */
export function bankClient(access: BankAccess, dispatcher: () => Dispatcher = bankDispatcher): BankClient {
  const write = async (method: string, fields: FormFields): Promise<void> => {
    await bankCall(access, dispatcher(), { method, fields, answer: emptyAnswer, timeoutMs: BANK_TIMEOUT_MS });
  };
  return {
    async register(order) {
      const answer = await bankCall(access, dispatcher(), {
        method: order.twoStage ? "registerPreAuth" : "register",
        fields: orderFields(order),
        answer: registerAnswer,
        timeoutMs: BANK_TIMEOUT_MS,
      });
      return { mdOrder: answer.orderId, formUrl: answer.formUrl };
    },
    async status(key, { timeoutMs = BANK_TIMEOUT_MS } = {}) {
      const call = { method: "getOrderStatusExtended", fields: { ...key }, answer: orderAnswer };
      try {
        return await retryRead(timeoutMs, (left) => bankCall(access, dispatcher(), { ...call, timeoutMs: left }));
      } catch (error) {
        if (isNotFound(error)) return null;
        throw error;
      }
    },
    deposit: ({ orderId, amount, items }) =>
      write("deposit", { orderId, amount: positiveKopecks(amount), depositItems: itemsField(items) }),
    reverse: ({ orderId }) => write("reverse", { orderId }),
    refund: ({ orderId, amount, externalRefundId, expectedDepositedAmount, items, additionalOfdParams }) =>
      write("refund", {
        orderId,
        amount: positiveKopecks(amount),
        externalRefundId,
        expectedDepositedAmount,
        refundItems: itemsField(items),
        additionalOfdParams,
      }),
    decline: ({ orderId, orderNumber }) => write("decline", { orderId, orderNumber }),
    async lastOrders(query, { timeoutMs = BANK_TIMEOUT_MS } = {}) {
      const call = { method: "getLastOrdersForMerchants", fields: lastOrdersFields(query), answer: lastOrdersAnswer };
      return retryRead(timeoutMs, (left) => bankCall(access, dispatcher(), { ...call, timeoutMs: left }));
    },
    async receiptStatus({ orderId }, { timeoutMs = BANK_TIMEOUT_MS } = {}) {
      const call = { method: "getReceiptStatus", fields: { orderId }, answer: receiptsAnswer };
      const answer = await retryRead(timeoutMs, (left) => bankCall(access, dispatcher(), { ...call, timeoutMs: left }));
      return answer.receipt;
    },
    closeReceipt: ({ mdOrder, amount, orderBundle, additionalOfdParams }) =>
      write("closeOfdReceipt", { mdOrder, amount: positiveKopecks(amount), orderBundle, additionalOfdParams }),
    addParams: ({ orderId, params }) => write("addParams", { orderId, params }),
  };
}
