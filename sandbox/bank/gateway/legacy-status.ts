import { type Answer, type Call, requireOrder } from "./call.ts";

/** getOrderStatus.do: the old status with its mixed-case keys (protocols: alfabank 4.4). */
export function getOrderStatus(call: Call): Answer {
  const order = requireOrder(call, "wrongOrderNumber");
  return {
    OrderStatus: order.status,
    ErrorCode: "0",
    ErrorMessage: call.language === "ru" ? "Успешно" : "Success",
    OrderNumber: order.orderNumber,
    Pan: order.card?.maskedPan,
    expiration: order.card?.expiration,
    cardholderName: order.card?.holder,
    Amount: order.amount,
    depositAmount: order.deposited,
    currency: call.merchant.gateway.currencyEcho,
    approvalCode: order.card?.approvalCode,
    authCode: 2,
    clientId: order.clientId ?? undefined,
    Ip: order.ip ?? undefined,
  };
}
