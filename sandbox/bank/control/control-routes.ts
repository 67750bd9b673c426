/** The remote control over HTTP: `POST /control/<method>` with a JSON list of arguments → `{"result": …}`. */
import { Hono } from "hono";
import { z } from "zod";
import { merchantSchema, OPERATIONS } from "../core/merchant.ts";
import { faultSchema } from "../faults/fault.ts";
import type { BankControl } from "./bank-control.ts";
import { explain } from "./explain.ts";

type Call = (args: unknown) => Promise<unknown>;
const LARGEST_BODY = 1_000_000;

const id = z.string().min(1);
const kopecks = z.number().int().min(0).max(999_999_999_999);
const filter = <T extends z.ZodRawShape>(shape: T) => z.strictObject(shape).optional();
const payOptions = z.strictObject({
  pan: z.string().optional(),
  cvc: z.string().optional(),
  expiry: z.string().optional(),
  result: z.enum(["success", "fail", "leave"]).optional(),
  way: z.enum(["card", "sbp"]).optional(),
  actionCode: z.number().int().optional(),
});
const orderStatus = z.literal([0, 1, 2, 3, 4, 5, 6, 7, 8]);

function calls(control: BankControl): Readonly<Record<keyof BankControl, Call>> {
  const bind =
    <A extends unknown[], R>(schema: z.ZodType<A>, run: (...args: A) => Promise<R>): Call =>
    async (args) =>
      run(...schema.parse(args));
  const none = z.tuple([]);
  const order = z.tuple([id]);
  const part = z.tuple([id, kopecks.optional()]);
  return {
    merchants: bind(none, control.merchants),
    merchant: bind(order, control.merchant),
    addMerchant: async (args) => control.addMerchant(z.tuple([merchantSchema]).parse(args)[0]),
    // The patch is validated as part of the whole merchant it makes.
    editMerchant: bind(z.tuple([id, z.record(z.string(), z.unknown())]), control.editMerchant),
    removeMerchant: bind(order, control.removeMerchant),
    regenerate: bind(z.tuple([id, z.enum(["token", "callbackKey"])]), control.regenerate),
    orders: bind(
      z.tuple([filter({ merchant: id.optional(), orderNumber: id.optional(), status: orderStatus.optional() })]),
      control.orders,
    ),
    order: bind(order, control.order),
    openPage: bind(order, control.openPage),
    payAsPayer: bind(z.tuple([id, payOptions.optional()]), control.payAsPayer),
    expire: bind(order, control.expire),
    deposit: bind(part, control.deposit),
    refund: bind(part, control.refund),
    reverse: bind(order, control.reverse),
    addFault: async (args) => control.addFault(z.tuple([faultSchema]).parse(args)[0]),
    faults: bind(none, control.faults),
    removeFault: bind(order, control.removeFault),
    clearFaults: bind(z.tuple([id.optional()]), control.clearFaults),
    callbacks: bind(z.tuple([filter({ mdOrder: id.optional(), merchant: id.optional() })]), control.callbacks),
    resendCallback: bind(order, control.resendCallback),
    sendCallback: bind(z.tuple([id, z.enum(OPERATIONS), z.boolean()]), control.sendCallback),
    releaseCallbacks: bind(order, control.releaseCallbacks),
    settle: bind(none, control.settle),
    publicKey: bind(none, control.publicKey),
    now: bind(none, control.now),
    advance: bind(z.tuple([z.number()]), control.advance),
    setTime: bind(z.tuple([z.union([z.number(), z.string()])]), control.setTime),
    requests: bind(
      z.tuple([
        filter({ method: id.optional(), login: id.optional(), orderNumber: id.optional(), mdOrder: id.optional() }),
      ]),
      control.requests,
    ),
    clearRequests: bind(none, control.clearRequests),
    reset: bind(none, control.reset),
  };
}

export function controlRoutes(control: BankControl): Hono {
  const table = new Map<string, Call>(Object.entries(calls(control)));
  const app = new Hono();
  app.post("/:method", async (c) => {
    const call = table.get(c.req.param("method"));
    if (call === undefined) return c.json({ error: "unknown control method", methods: [...table.keys()] }, 404);
    const text = await c.req.text();
    if (text.length > LARGEST_BODY) return c.json({ error: "too large" }, 413);
    try {
      const args: unknown = text === "" ? [] : JSON.parse(text);
      return c.json({ result: (await call(args)) ?? null });
    } catch (error) {
      return c.json({ error: explain(error) }, 400);
    }
  });
  return app;
}
