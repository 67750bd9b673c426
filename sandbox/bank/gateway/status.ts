/** getOrderStatusExtended.do (protocols: alfabank 4.1 – 4.3). */
import type { Merchant } from "../core/merchant.ts";
import type { Order } from "../core/order.ts";
import { type Answer, type Call, orderById, orderByNumber } from "./call.ts";
import { GatewayError, type Language } from "./gateway-error.ts";
import { fieldsOfVersion } from "./status-versions.ts";

export function getOrderStatusExtended(call: Call): Answer {
  const order = findAsked(call);
  if (order === undefined) throw new GatewayError(6, "orderNotFound", "", { merchantOrderParams: [], attributes: [] });
  return { errorCode: 0, errorMessage: call.language === "ru" ? "Успешно" : "Success", ...statusView(order, call.merchant, call.language) };
}

/** By `orderId`, else by `orderNumber` (older name `merchantOrderNumber`); with a token by `orderId` only. */
function findAsked(call: Call): Order | undefined {
  const mdOrder = call.fields.text("orderId", 36);
  const orderNumber = call.fields.get("orderNumber") ?? call.fields.get("merchantOrderNumber");
  if (mdOrder !== null) return orderById(call, mdOrder);
  if (call.byToken) throw new GatewayError(5, "noOrderId");
  if (orderNumber === null) throw new GatewayError(1, "orderKeyExpected");
  return orderByNumber(call, orderNumber);
}

/** The status object, cut to the field set of the merchant's version. Amounts in kopecks, dates in ms. */
export function statusView(order: Order, merchant: Merchant, language: Language): Answer {
  return fieldsOfVersion(everything(order, merchant, language), merchant.gateway.statusVersion);
}

function everything(order: Order, merchant: Merchant, language: Language): Answer {
  const tried = order.actionCode !== -100;
  return {
    orderNumber: order.orderNumber,
    orderStatus: order.status,
    actionCode: order.actionCode,
    actionCodeDescription: tried ? describe(order.actionCode, language) : "",
    displayErrorMessage: order.status === 6 ? describe(order.actionCode, language) : "",
    amount: order.amount,
    currency: merchant.gateway.currencyEcho,
    date: order.createdAt,
    depositedDate: order.depositedAt ?? undefined,
    refundedDate: order.refundedAt ?? undefined,
    reversedDate: order.reversedAt ?? undefined,
    orderDescription: order.description,
    ip: order.ip ?? undefined,
    merchantOrderParams: Object.entries(order.params).map(([name, value]) => ({ name, value })),
    transactionAttributes: [],
    attributes: [{ name: "mdOrder", value: order.mdOrder }],
    cardAuthInfo: cardView(order),
    authDateTime: order.authorizedAt ?? undefined,
    terminalId: "20000123",
    authRefNum: order.rrn ?? undefined,
    paymentWay: order.way ?? undefined,
    bindingInfo: order.clientId === null ? undefined : { clientId: order.clientId },
    paymentAmountInfo: {
      paymentState: order.paymentState,
      approvedAmount: order.approved,
      depositedAmount: order.deposited,
      refundedAmount: order.refunded,
      feeAmount: 0,
      totalAmount: order.amount,
    },
    bankInfo: bankView(order),
    payerData: payerView(order),
    orderBundle: bundleView(order),
    refunds: order.refunds.length === 0 ? undefined : order.refunds.map(refundView),
    ofdOrderBundle: order.items.length === 0 ? undefined : (order.remaining ?? order.items),
    feUtrnno: order.rrn === null ? undefined : Number(order.rrn.slice(0, 10)),
    chargeback: false,
  };
}

function describe(actionCode: number, language: Language): string {
  const words = ACTION_WORDS[actionCode] ?? ["Отказ в проведении платежа", "Payment declined"];
  return words[language === "ru" ? 0 : 1];
}

const ACTION_WORDS: Readonly<Record<number, readonly [ru: string, en: string]>> = {
  0: ["Запрос успешно обработан", "Request processed successfully"],
  [-2007]: ["Истёк срок, отведённый на ввод данных", "Session timeout"],
  [-2009]: ["Покупатель не вернулся с 3-D Secure", "The payer did not return from 3-D Secure"],
  [-2013]: ["Исчерпаны попытки оплаты", "No more payment attempts"],
  [-2014]: ["Истекло время оплаты", "Payment time is over"],
  [-2025]: ["Отказ 3-D Secure", "3-D Secure declined"],
  2012: ["Операция отменена", "Operation cancelled"],
  4005: ["Отказ: заказ отменён магазином", "Declined by merchant"],
  71015: ["Введены неправильные параметры карты", "Wrong card details"],
};

function cardView(order: Order): Answer | undefined {
  const { card } = order;
  if (card === null) return undefined;
  return {
    maskedPan: card.maskedPan,
    expiration: card.expiration,
    cardholderName: card.holder,
    approvalCode: card.approvalCode,
    pan: card.maskedPan,
    paymentSystem: card.system,
    product: "TEST",
    productCategory: "DEBIT",
    corporateCard: "false",
    secureAuthInfo: { eci: Number(card.eci), authTypeIndicator: card.eci === "07" ? "0" : "1", paResStatus: card.eci === "05" ? "Y" : "A" },
  };
}

function bankView(order: Order): Answer {
  if (order.card === null) return { bankCountryCode: "UNKNOWN", bankCountryName: "<Неизвестно>" };
  return { bankName: "TEST CARD", bankCountryCode: "RU", bankCountryName: "Россия" };
}

function payerView(order: Order): Answer | undefined {
  if (order.email === null && order.phone === null) return undefined;
  return { email: order.email ?? undefined, phone: order.phone ?? undefined };
}

function refundView(refund: Order["refunds"][number]): Answer {
  return {
    date: String(refund.at),
    referenceNumber: refund.referenceNumber,
    actionCode: "0",
    amount: refund.amount,
    externalRefundId: refund.externalRefundId ?? undefined,
    approvalCode: refund.approvalCode,
  };
}

/** The cart as registered, with positionId turned to text as the gateway does. */
function bundleView(order: Order): Answer | undefined {
  if (order.bundle === null) return undefined;
  const items = order.items.map((item) => ({ ...item, positionId: String(item.positionId), name: Array.from(item.name).slice(0, 100).join("") }));
  return { ...order.bundle, cartItems: { items } };
}
