import type { Engine } from "../core/engine.ts";
import { remainingSecs } from "../gateway/session-methods.ts";
import { cancelPayment } from "../orders/cancel-payment.ts";
import { depositOrder } from "../orders/deposit-order.ts";
import { expireNow } from "../orders/expire-now.ts";
import { giveRefund } from "../orders/give-refund.ts";
import { whyClosed } from "../orders/pay-order.ts";
import type { BankControl, PageView } from "./bank-control.ts";
import { later } from "./later.ts";
import { merchantOf, orderOf } from "./lookup.ts";
import { payAsPayer } from "./pay-as-payer.ts";

type OrderControls = Pick<
  BankControl,
  "orders" | "order" | "openPage" | "payAsPayer" | "expire" | "deposit" | "refund" | "reverse"
>;

export function orderControls(engine: Engine): OrderControls {
  const both = (mdOrder: string) => {
    const order = orderOf(engine, mdOrder);
    return { order, merchant: merchantOf(engine, order.merchant) };
  };
  return {
    orders: later((filter = {}) => {
      engine.agenda.runDue();
      return [...engine.state.orders.values()].filter(
        (order) =>
          (filter.merchant === undefined || order.merchant === filter.merchant) &&
          (filter.orderNumber === undefined || order.orderNumber === filter.orderNumber) &&
          (filter.status === undefined || order.status === filter.status),
      );
    }),
    order: later((mdOrder) => orderOf(engine, mdOrder)),
    openPage: later((mdOrder) => openPage(engine, mdOrder)),
    payAsPayer: later((mdOrder, options = {}) => {
      const { order, merchant } = both(mdOrder);
      return payAsPayer(engine, order, merchant, options);
    }),
    expire: later((mdOrder) => {
      const { order, merchant } = both(mdOrder);
      expireNow(engine, order, merchant);
      return order;
    }),
    deposit: later((mdOrder, amount = 0) => {
      const { order, merchant } = both(mdOrder);
      depositOrder(engine, order, merchant, { amount, items: null, intermediate: false });
      return order;
    }),
    refund: later((mdOrder, amount = 0) => {
      const { order, merchant } = both(mdOrder);
      const request = { amount, items: null, externalRefundId: null, expectedDeposited: null, by: "cabinet" as const };
      return giveRefund(engine, order, merchant, request);
    }),
    reverse: later((mdOrder) => {
      const { order, merchant } = both(mdOrder);
      cancelPayment(engine, order, merchant, null);
      return order;
    }),
  };
}

function openPage(engine: Engine, mdOrder: string): PageView {
  const order = orderOf(engine, mdOrder);
  const why = whyClosed(engine, order);
  if (why !== null) return { kind: "error", error: why === "expired" ? "session_expired" : "order_already_processed" };
  order.pageOpenedAt ??= engine.clock.now();
  if (order.status === 5) return { kind: "challenge" };
  if (order.status === 7) return { kind: "pending" };
  return { kind: "form", remainingSecs: remainingSecs(engine, order.expiresAt) };
}
