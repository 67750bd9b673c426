import { Hono } from "hono";
import type { BankControl } from "../control/bank-control.ts";
import type { Engine } from "../core/engine.ts";
import { OPERATIONS } from "../core/merchant.ts";
import { frameOf } from "./frame.ts";
import { orderPage } from "./order-page.ts";
import { ordersPage } from "./orders-pages.ts";
import { form, press } from "./press.ts";

export function orderRoutes(engine: Engine, control: BankControl): Hono {
  const app = new Hono();
  app.get("/", (c) => {
    const page = Number(c.req.query("page") ?? "0");
    const search = (c.req.query("q") ?? "").trim();
    return c.html(ordersPage(frameOf(engine, c), search, Number.isInteger(page) && page > 0 ? page : 0));
  });
  app.get("/:mdOrder", (c) => {
    const order = engine.state.orders.get(c.req.param("mdOrder"));
    return order === undefined ? c.notFound() : c.html(orderPage(frameOf(engine, c), order, c.req.query("done")));
  });
  app.post("/:mdOrder/:action{deposit|refund|reverse|expire|callback}", async (c) => {
    const { mdOrder, action } = c.req.param();
    const order = engine.state.orders.get(mdOrder);
    if (order === undefined) return c.notFound();
    const given = await form(c);
    return press(c, engine, `/orders/${mdOrder}`, (frame, done, error) => orderPage(frame, order, done, error), async () => {
      if (action === "deposit") await control.deposit(mdOrder, kopecks(given.get("amount")));
      else if (action === "refund") await control.refund(mdOrder, kopecks(given.get("amount")));
      else if (action === "reverse") await control.reverse(mdOrder);
      else if (action === "expire") await control.expire(mdOrder);
      else await control.sendCallback(mdOrder, operationOf(given.get("operation")), given.get("status") === "1");
    });
  });
  return app;
}

/** `1 500,50` → 150050. Zero is refused: in the protocol it would mean "everything". */
function kopecks(text: string | null): number {
  const parts = /^(\d{1,10})(?:[.,](\d{1,2}))?$/.exec((text ?? "").replaceAll(/\s/g, ""));
  const amount = parts === null ? 0 : Number(parts[1]) * 100 + Number((parts[2] ?? "").padEnd(2, "0"));
  if (amount === 0) throw new Error("Неверная сумма");
  return amount;
}

function operationOf(name: string | null) {
  const operation = OPERATIONS.find((one) => one === name);
  if (operation === undefined) throw new Error("operation?");
  return operation;
}
