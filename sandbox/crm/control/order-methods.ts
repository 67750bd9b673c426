/** Orders: made and changed by the manager. */
import type { Store } from "../state/store.ts";
import type { Order } from "../state/order-types.ts";
import type { z } from "zod";
import { theOrder } from "./find.ts";
import * as inputs from "./inputs.ts";
import { ControlError, method } from "./method.ts";
import { orderView } from "./views.ts";

export function orderMethods(store: Store) {
  return {
    listOrders: () => store.state.orders.map((order) => orderView(store, order)),
    getOrder: method(store, inputs.orderKey, (_, input) => orderView(store, theOrder(store, input.order))),
    createOrder: method(store, inputs.newOrder, createOrder),
    editOrder: method(store, inputs.orderChange, editOrder),
    /** Only the sum, leaving the lines: "change order sum after link". */
    setOrderSum: method(store, inputs.orderChange.pick({ order: true, sum: true }), editOrder),
  };
}

function createOrder(store: Store, input: z.output<typeof inputs.newOrder>) {
  const id = store.nextId();
  const site = knownSite(store, input.site ?? store.state.sites[0]?.code ?? "");
  const number = input.number ?? `${String(1000 + id)}A`;
  if (store.state.orders.some((order) => order.number === number))
    throw new ControlError(`order number ${number} is taken`);
  const order: Order = {
    id,
    number,
    site,
    createdAt: store.now().toISOString(),
    status: "new",
    currency: input.currency,
    customer: input.customer,
    items: numbered(input.items),
    discount: input.discount,
    delivery: input.delivery,
    manualTotal: input.sum,
  };
  store.state.orders.push(order);
  store.changed();
  return orderView(store, order);
}

function editOrder(store: Store, input: z.output<typeof inputs.orderChange>) {
  const order = theOrder(store, input.order);
  if (input.site !== undefined) order.site = knownSite(store, input.site);
  if (input.items !== undefined) order.items = numbered(input.items);
  if (input.discount !== undefined) order.discount = input.discount;
  if (input.delivery !== undefined) order.delivery = input.delivery;
  if (input.customer !== undefined) order.customer = input.customer;
  if (input.sum !== undefined) order.manualTotal = input.sum;
  if (input.status !== undefined) order.status = input.status;
  store.changed();
  return orderView(store, order);
}

function numbered(items: z.output<typeof inputs.newOrder>["items"]): Order["items"] {
  return items.map((item, index) => ({ id: index + 1, ...item }));
}

function knownSite(store: Store, code: string): string {
  if (!store.state.sites.some((site) => site.code === code)) throw new ControlError(`site ${code} not found`);
  return code;
}
