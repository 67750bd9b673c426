/** Parameters of a notification: the base ones plus those the merchant has switched on (protocols: alfabank 6.1). */
import { javaDate } from "../core/clock.ts";
import type { Merchant, Operation } from "../core/merchant.ts";
import type { Order, PaymentState } from "../core/order.ts";
import { formatRoubles } from "../orders/format-roubles.ts";

const STATE_WORDS: Readonly<Record<PaymentState, string>> = {
  CREATED: "started",
  APPROVED: "payment_approved",
  DEPOSITED: "payment_deposited",
  DECLINED: "payment_declined",
  REVERSED: "payment_void",
  REFUNDED: "refunded",
  PENDING: "pending",
  MULTIPLE_INTERMEDIATE_DEPOSITED: "partly_deposited",
};

export function callbackParameters(
  order: Order,
  merchant: Merchant,
  operation: Operation,
  status: "0" | "1",
  now: number,
): [string, string][] {
  const base: [string, string][] = [
    ["mdOrder", order.mdOrder],
    ["orderNumber", order.orderNumber],
    ["operation", operation],
    ["status", status],
  ];
  if (merchant.callback.creationDate) base.push(["callbackCreationDate", javaDate(now)]);
  const extra = extraParameters(order, merchant, operation);
  for (const name of merchant.callback.extraParameters) {
    const value = extra[name];
    if (value !== undefined && !base.some(([taken]) => taken === name)) base.push([name, value]);
  }
  return base;
}

function extraParameters(order: Order, merchant: Merchant, operation: Operation): Record<string, string> {
  const date = (at: number | null): string => (at === null ? "" : javaDate(at));
  const last = order.refunds.at(-1);
  const lastRefund = operation === "refunded" ? (last?.amount ?? 0) : 0;
  const ok = order.actionCode === 0;
  return {
    ...amounts("amount", order.amount),
    ...amounts("paymentAmount", order.amount),
    ...amounts("feeAmount", 0),
    ...amounts("approvedAmount", order.approved),
    ...amounts("depositedAmount", order.deposited),
    ...amounts("refundedAmount", order.refunded),
    ...amounts("operationRefundedAmount", lastRefund),
    amountFormatted: formatRoubles(order.amount),
    currentReverseAmountFormatted: formatRoubles(operation === "reversed" ? order.amount : 0),
    externalRefundId: last?.externalRefundId ?? "",
    currency: merchant.gateway.currencyEcho,
    currencyName: "RUB",
    paymentState: STATE_WORDS[order.paymentState],
    paymentWay: order.way ?? "",
    paymentSystem: order.card?.system ?? "",
    actionCode: String(order.actionCode),
    actionCodeDescription: ok ? "Успешно" : "",
    approvalCode: order.card?.approvalCode ?? "",
    authCode: order.card?.approvalCode ?? "",
    refNum: order.rrn ?? "",
    refnum: order.rrn ?? "",
    paymentRefNum: order.rrn ?? "",
    date: date(order.createdAt),
    paymentDate: date(order.authorizedAt),
    depositedDate: date(order.depositedAt),
    refundedDate: date(order.refundedAt),
    reversedDate: date(order.reversedAt),
    declineDate: date(order.declinedAt),
    sessionExpiredDate: date(order.expiresAt),
    maskedPan: order.card?.maskedPan ?? "",
    cardholderName: order.card?.holder ?? "",
    bankName: order.card === null ? "" : "TEST CARD",
    ip: order.ip ?? "",
    ipCountryCode: "RU",
    eci: order.card?.eci ?? "",
    threeDSType: order.card === null ? "" : "TDS2",
    clientId: order.clientId ?? "",
    bindingId: "",
    enabled: "",
    email: order.email ?? "",
    phone: order.phone ?? "",
    merchantLogin: merchant.login,
    merchantFullName: merchant.name,
    orderDescription: order.description,
    terminalId: "20000123",
    templateId: "",
    mdorder: order.mdOrder,
  };
}

function amounts(name: string, kopecks: number): Record<string, string> {
  return { [name]: String(kopecks), [`${name}Formatted`]: formatRoubles(kopecks) };
}
