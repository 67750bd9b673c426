/** GET orders/{id}: an order as site plugins and modules read it (protocols: retailcrm 5.6). */
import { accountTime } from "../dates.ts";
import { findInvoice } from "../invoices.ts";
import { roublesNumber } from "../money.ts";
import { itemTotal, orderTotal } from "../orders.ts";
import type { Store } from "../state/store.ts";
import type { Order } from "../state/order-types.ts";
import type { Endpoint } from "./endpoint.ts";
import { seesSite } from "./references.ts";
import { done, refused } from "./reply.ts";

export const getOrder: Endpoint = {
  name: "order-get",
  method: "GET",
  path: "/api/v5/orders/:id",
  auth: "required",
  scope: () => "order_read",
  credential: "/api/orders/{externalId}",
  handle({ store, key, path, params }) {
    // Orders of the simulator have no external id, so only by=id can find one.
    const byId = params.query.get("by") === "id";
    const order = byId ? store.state.orders.find((candidate) => String(candidate.id) === path["id"]) : undefined;
    const site = params.query.get("site");
    if (!order || !seesSite(key, order.site) || (site !== null && site !== order.site))
      return refused(404, "Not found");
    return done({ order: orderView(store, order) });
  },
};

function orderView(store: Store, order: Order): Record<string, unknown> {
  const payments = store.state.payments
    .filter((payment) => payment.orderId === order.id)
    .map((payment) => ({
      id: payment.id,
      type: payment.typeCode,
      status: payment.status,
      externalId: payment.invoiceUuid === null ? null : (findInvoice(store, payment.invoiceUuid)?.externalId ?? null),
      amount: roublesNumber(payment.amount),
      paidAt: payment.paidAt,
      comment: null,
    }));
  const keyed =
    store.state.switches.paymentsAsList || payments.length === 0
      ? payments
      : Object.fromEntries(payments.map((payment) => [String(payment.id), payment]));
  return {
    id: order.id,
    number: order.number,
    site: order.site,
    status: order.status,
    currency: order.currency,
    createdAt: accountTime(order.createdAt, store.state.settings.timezone),
    summ: roublesNumber(order.items.reduce((sum, item) => sum + itemTotal(item), 0)),
    totalSumm: roublesNumber(orderTotal(order)),
    discountManualAmount: roublesNumber(order.discount),
    firstName: order.customer?.firstName ?? null,
    lastName: order.customer?.lastName ?? null,
    phone: order.customer?.phone ?? null,
    email: order.customer?.email ?? null,
    items: order.items.map((item) => ({
      id: item.id,
      initialPrice: roublesNumber(item.price),
      quantity: Number(item.quantity),
      vatRate: item.vat,
      discountTotal: roublesNumber(item.discount),
      offer: { name: item.name, unit: item.unit },
    })),
    delivery: order.delivery
      ? { code: "courier", cost: roublesNumber(order.delivery.cost), vatRate: order.delivery.vat }
      : [],
    payments: keyed,
    customFields: [],
  };
}
