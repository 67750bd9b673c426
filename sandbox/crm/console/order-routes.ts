/** Orders and invoices: what the forms of their pages do. */
import type { Hono } from "hono";
import type { CrmBindings, CrmContext } from "../api/pipeline.ts";
import { findInvoice, findOrder } from "../invoices.ts";
import type { Pressed } from "../control/payment-methods.ts";
import { ControlError } from "../control/method.ts";
import type { Order } from "../state/order-types.ts";
import type { Flash } from "./flash.ts";
import { act, field, readForm } from "./forms.ts";
import { notFoundPage } from "./not-found-page.ts";
import { orderFields, orderFormPage, type OrderFields } from "./order-form.ts";
import { readOrder } from "./order-input.ts";
import { orderPage, orderVersion } from "./order-page.ts";
import { ordersPage, ordersVersion } from "./orders-page.ts";
import { visit, type Console, type Visit } from "./page.ts";

export function mountOrders(app: Hono<CrmBindings>, console: Console): void {
  const withOrder = (use: (v: Visit, order: Order) => Response | Promise<Response>) => (c: CrmContext) => {
    const v = visit(console, c);
    const order = findOrder(v.store, c.req.param("id") ?? "");
    return order ? use(v, order) : notFoundPage(v);
  };
  const back = (order: Order): string => `/orders/${String(order.id)}/edit`;

  app.get("/", (c) => ordersPage(visit(console, c)));
  app.get("/version", (c) => c.json({ version: ordersVersion(visit(console, c)) }));
  app.get("/orders/new", (c) => orderFormPage(visit(console, c), null, orderFields(null), null));
  app.post("/orders/new", (c) => saveOrder(visit(console, c), null));
  app.get(
    "/orders/:id/change",
    withOrder((v, order) => orderFormPage(v, order, orderFields(order), null)),
  );
  app.post("/orders/:id/change", withOrder(saveOrder));
  app.get(
    "/orders/:id",
    withOrder((v, order) => v.c.redirect(`${v.base}${back(order)}`)),
  );
  app.get("/orders/:id/edit", withOrder(orderPage));
  app.get(
    "/orders/:id/version",
    withOrder((v, order) => v.c.json({ version: orderVersion(v, order) })),
  );

  app.post(
    "/orders/:id/issue",
    withOrder((v, order) =>
      act(v, back(order), async () => {
        const form = await readForm(v.c);
        const [module, shopCode = ""] = (form.get("shop") ?? "").split("|");
        const amount = field(form, "amount");
        return pressed(
          v,
          v.t.issued,
          await v.control.issueInvoice({
            order: order.id,
            shopCode,
            module,
            ...(amount === undefined ? {} : { amount }),
            twice: form.has("twice"),
          }),
        );
      }),
    ),
  );
  app.post(
    "/orders/:id/sum",
    withOrder((v, order) =>
      act(v, back(order), async () => {
        v.control.setOrderSum({ order: order.id, sum: field(await readForm(v.c), "sum") ?? null });
        return { tone: "good", text: v.t.sumChanged };
      }),
    ),
  );
  app.post(
    "/orders/:id/status",
    withOrder((v, order) =>
      act(v, back(order), async () => {
        v.control.editOrder({
          order: order.id,
          status: field(await readForm(v.c), "status") === "cancel" ? "cancel" : "new",
        });
        return { tone: "good", text: v.t.orderSaved };
      }),
    ),
  );
  app.post("/invoices/:uuid/:action", async (c) => {
    const v = visit(console, c);
    const invoice = findInvoice(v.store, c.req.param("uuid"));
    if (!invoice) return await notFoundPage(v);
    return await act(v, `/orders/${String(invoice.orderId)}/edit`, () =>
      pressInvoice(v, invoice.uuid, c.req.param("action")),
    );
  });
}

async function pressInvoice(v: Visit, invoice: string, action: string): Promise<Flash> {
  const form = await readForm(v.c);
  const amount = field(form, "amount");
  const input = { invoice, ...(amount === undefined ? {} : { amount }), twice: form.has("twice") };
  switch (action) {
    case "approve":
      return pressed(v, v.t.approved, await v.control.approve(input));
    case "cancel":
      return pressed(v, v.t.cancelled, await v.control.cancel(input));
    case "refund":
      return pressed(v, v.t.refunded, await v.control.refund(input));
    case "resend":
      return pressed(v, v.t.issued, await v.control.resendInvoice({ invoice }));
    default:
      throw new ControlError(`unknown button ${action}`);
  }
}

function pressed(v: Visit, good: string, result: Pressed): Flash {
  return result.ok
    ? { tone: "good", text: good }
    : { tone: "bad", text: `${v.t.moduleRefused}: ${result.message ?? ""}` };
}

async function saveOrder(v: Visit, order: Order | null): Promise<Response> {
  const form = await readForm(v.c);
  const fields: OrderFields = Object.fromEntries(form);
  try {
    const input = readOrder(fields, v.t);
    const saved = order ? v.control.editOrder({ order: order.id, ...input }) : v.control.createOrder(input);
    return v.c.redirect(
      `${v.base}/orders/${String(saved.id)}/edit?flash=${v.flashes.put({ tone: "good", text: v.t.orderSaved })}`,
      303,
    );
  } catch (error) {
    if (!(error instanceof ControlError)) throw error;
    return await orderFormPage(v, order, fields, error.message);
  }
}
