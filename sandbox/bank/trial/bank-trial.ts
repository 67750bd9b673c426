/** Set-up shared by the simulator's tests: a bank on its own port, a merchant that calls it and listens to it. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { type MerchantInput, type MerchantPatch, sandboxMerchant, startBank, type StartOptions } from "../index.ts";

export interface Heard {
  method: string;
  path: string;
  /** From the query or the form body, decoded, in the order they came. */
  parameters: [string, string][];
}

export type Answer = Record<string, unknown> & { errorCode?: string | number; errorMessage?: string };

export async function startTrial(options: StartOptions = {}) {
  const started = await startBank({ seed: 1, ...options });
  onTestFinished(() => started.close());
  const { bank, restUrl, url } = started;
  const { control } = bank;
  const signIn = { userName: sandboxMerchant.login, password: sandboxMerchant.password };

  const raw = (method: string, fields: Record<string, string>, base = restUrl): Promise<Response> =>
    fetch(`${base}${method}.do`, { method: "POST", body: new URLSearchParams(fields) });

  const call = async (method: string, fields: Record<string, string> = {}): Promise<Answer> =>
    (await (await raw(method, { ...signIn, ...fields })).json()) as Answer;

  let last = 0;
  const orderFields = (fields: Record<string, string> = {}): Record<string, string> => {
    last += 1;
    return { orderNumber: `T-${String(last)}`, amount: "100000", returnUrl: "http://shop.example/back?own=1", ...fields };
  };
  /** Registers an order of 1000 roubles and returns its mdOrder. */
  const register = async (fields: Record<string, string> = {}, method = "register"): Promise<string> => {
    const answer = await call(method, orderFields(fields));
    if (typeof answer["orderId"] !== "string") throw new Error(JSON.stringify(answer));
    return answer["orderId"];
  };
  return {
    ...started,
    control,
    url,
    raw,
    call,
    register,
    orderFields,
    /** A captured one-stage order. */
    paid: async (fields: Record<string, string> = {}): Promise<string> => {
      const mdOrder = await register(fields);
      await control.payAsPayer(mdOrder);
      return mdOrder;
    },
    /** A held two-stage order. */
    held: async (fields: Record<string, string> = {}): Promise<string> => {
      const mdOrder = await register(fields, "registerPreAuth");
      await control.payAsPayer(mdOrder);
      return mdOrder;
    },
    status: (mdOrder: string): Promise<Answer> => call("getOrderStatusExtended", { orderId: mdOrder }),
    edit: (patch: MerchantPatch) => control.editMerchant(sandboxMerchant.login, patch),
    add: (input: MerchantInput) => control.addMerchant(input),
  };
}

export type Trial = Awaited<ReturnType<typeof startTrial>>;

/** orderStatus, paymentState and the three amounts in one line: `2 DEPOSITED 1000/600/400`. */
export function money(status: Answer): string {
  const sums = status["paymentAmountInfo"] as Record<string, unknown>;
  const parts = ["approvedAmount", "depositedAmount", "refundedAmount"].map((name) => String(Number(sums[name]) / 100));
  return `${String(status["orderStatus"])} ${String(sums["paymentState"])} ${parts.join("/")}`;
}

/** A shop's web server that remembers every notification. `answer` decides the HTTP status, 200 by default. */
export async function startShop(answer: (heard: Heard) => number | Promise<number> = () => 200) {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    void read(request).then(async (one) => {
      heard.push(one);
      response.statusCode = await answer(one);
      response.end("ignored");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { heard, url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/callback` };
}

async function read(request: IncomingMessage): Promise<Heard> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { pathname, search } = new URL(request.url ?? "/", "http://shop");
  const form = request.method === "POST" ? Buffer.concat(chunks).toString("utf8") : search;
  return { method: request.method ?? "", path: pathname, parameters: [...new URLSearchParams(form)] };
}

/** `deposited/1` of each notification. */
export function events(heard: readonly Heard[]): string[] {
  return heard.map(({ parameters }) => {
    const fields = new URLSearchParams(parameters);
    return `${fields.get("operation") ?? ""}/${fields.get("status") ?? ""}`;
  });
}

/** Two tea lines and a delivery, 1000 roubles, VAT 22 %. */
export function cart(change: (items: Record<string, unknown>[]) => void = () => undefined): string {
  const attributes = (object: string) => ({
    attributes: [
      { name: "paymentMethod", value: "1" },
      { name: "paymentObject", value: object },
    ],
  });
  const items: Record<string, unknown>[] = [
    {
      positionId: 1,
      name: "Чай чёрный 100 г",
      quantity: { value: 2, measure: "0" },
      itemPrice: 35000,
      itemAmount: 70000,
      itemCode: "TEA-100",
      tax: { taxType: 14, taxSum: 12623 },
      itemAttributes: attributes("1"),
    },
    {
      positionId: 2,
      name: "Доставка",
      quantity: { value: 1, measure: "0" },
      itemPrice: 30000,
      itemAmount: 30000,
      itemCode: "DELIVERY",
      tax: { taxType: 14, taxSum: 5410 },
      itemAttributes: attributes("4"),
    },
  ];
  change(items);
  return JSON.stringify({
    orderCreationDate: "2026-10-12T14:00:00",
    customerDetails: { email: "buyer@example.ru", phone: "79161234567" },
    cartItems: { items },
  });
}
