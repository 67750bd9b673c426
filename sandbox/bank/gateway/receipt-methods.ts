/** getReceiptStatus.do and closeOfdReceipt.do (protocols: alfabank 4.11, 4.12). */
import { checkCart } from "../cart/check-cart.ts";
import { taxName } from "../cart/tax-types.ts";
import type { Order, Receipt } from "../core/order.ts";
import { formatRoubles } from "../orders/format-roubles.ts";
import { orderChanged } from "../orders/order-timers.ts";
import { issueReceipt } from "../orders/receipts.ts";
import { type Answer, type Call, orderById, orderByNumber } from "./call.ts";
import { GatewayError } from "./gateway-error.ts";
import { textOf } from "./texts.ts";

export function getReceiptStatus(call: Call): Answer {
  const { fields, engine, merchant, language } = call;
  const uuid = fields.get("uuid");
  const order =
    uuid === null
      ? findOrder(call, fields.get("orderId"))
      : [...engine.state.orders.values()].find(
          (one) => one.merchant === merchant.login && one.receipts.some((receipt) => receipt.uuid === uuid),
        );
  if (order === undefined) throw new GatewayError(6, "orderNotFound");
  const shown = order.receipts.filter((receipt) => uuid === null || receipt.uuid === uuid);
  return {
    errorCode: 0,
    errorMessage: textOf("success", language),
    orderNumber: order.orderNumber,
    orderId: order.mdOrder,
    receipt: shown.map(receiptView),
  };
}

function findOrder(call: Call, mdOrder: string | null): Order | undefined {
  if (mdOrder !== null) return orderById(call, mdOrder);
  const orderNumber = call.fields.get("orderNumber");
  if (orderNumber === null) throw new GatewayError(5, "orderKeyExpected");
  return orderByNumber(call, orderNumber);
}

/** Second receipt after a prepayment, for any sum, unless everything was given back. */
export function closeOfdReceipt(call: Call): Answer {
  const { engine, fields, merchant } = call;
  const order = findOrder(call, fields.get("mdOrder") ?? fields.get("orderId"));
  if (order === undefined) throw new GatewayError(6, "orderNotFound");
  const amount = fields.amount("amount");
  if (amount === null || amount === 0) throw new GatewayError(5, "wrongAmount");
  if (order.deposited === 0) throw new GatewayError(7, "impossible");
  const json = fields.get("orderBundle");
  if (json === null) throw new GatewayError(4, "wrongFormat", "orderBundle");
  const ofdParams = fields.object("additionalOfdParams") ?? {};
  const { cartItems } = checkCart(json, { merchant, amount, at: engine.clock.now(), ofdParams });
  issueReceipt(engine, order, merchant, "close", amount, cartItems.items);
  orderChanged(engine, order);
  return { success: true };
}

/** Numbers travel as text here, the date under the name of the bank's example. */
function receiptView(receipt: Receipt): Answer {
  const printed = receipt.stage === 1;
  return {
    receiptStatus: (receipt.kind === "refund" ? 3 : 0) + receipt.stage,
    receiptType: receipt.kind === "close" ? "close" : null,
    uuid: receipt.uuid,
    original_ofd_uuid: receipt.original ?? undefined,
    ...(printed ? printedView(receipt) : {}),
    amount_total: formatRoubles(receipt.amount),
    ofdOrderBundle: receipt.items.map((item) => ({
      ...item,
      tax: item.tax === undefined ? undefined : { ...item.tax, taxType: taxName(item.tax.taxType) },
    })),
  };
}

function printedView(receipt: Receipt): Answer {
  return {
    shift_number: "27",
    fiscal_receipt_number: String((receipt.document % 100) + 1),
    receipt_date_time: receipt.readyAt,
    fn_number: "9999078900006364",
    ecr_registration_number: "1234567890023481",
    fiscal_document_number: String(2100 + receipt.document),
    fiscal_document_attribute: String(3_000_000_000 + receipt.document),
    ofd_receipt_url: `https://ofd.example/rec/${receipt.uuid}`,
    OFD: { inn: "7700000000", name: "Тестовый ОФД", website: "ofd.example" },
  };
}
