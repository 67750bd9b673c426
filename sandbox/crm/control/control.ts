/** The remote control of the simulator: for tests in the same process, and over HTTP for tests in another one. */
import type { Hono } from "hono";
import type { CrmBindings } from "../api/pipeline.ts";
import type { Store } from "../state/store.ts";
import { parseJson } from "../json.ts";
import { accountMethods } from "./account-methods.ts";
import { ControlError } from "./method.ts";
import { orderMethods } from "./order-methods.ts";
import { paymentMethods } from "./payment-methods.ts";
import { trialMethods } from "./trial-methods.ts";

export type CrmControl = ReturnType<typeof createControl>;

export function createControl(store: Store) {
  return { ...orderMethods(store), ...paymentMethods(store), ...accountMethods(store), ...trialMethods(store) };
}

/**
 * `POST /control/{method}` with the method's input as a JSON object; answers its result. JSON is demanded so that no
 * page of another site can press buttons here with a plain form.
 */
export function mountControl(app: Hono<CrmBindings>, control: CrmControl): void {
  const methods = new Map<string, (input: never) => unknown>(Object.entries(control));
  app.post("/control/:method", async (c) => {
    const run = methods.get(c.req.param("method"));
    if (!run) return c.json({ error: `unknown method; there are: ${[...methods.keys()].join(", ")}` }, 404);
    if (!(c.req.header("Content-Type") ?? "").startsWith("application/json"))
      return c.json({ error: "send the input as application/json" }, 415);
    const text = await c.req.text();
    const input = text === "" ? {} : parseJson(text);
    if (input === undefined) return c.json({ error: "the body is not JSON" }, 400);
    try {
      return c.json({ result: (await run(input as never)) ?? null });
    } catch (error) {
      if (error instanceof ControlError) return c.json({ error: error.message }, 400);
      throw error;
    }
  });
}
