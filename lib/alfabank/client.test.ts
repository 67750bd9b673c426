import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { ProviderError } from "#lib/errors.ts";
import { type BankClient, bankClient, type NewOrder } from "./client.ts";

type Reply = (response: ServerResponse, fields: URLSearchParams, request: IncomingMessage) => void;

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

const LOGIN = "r-canary-api";
const PASSWORD = "c&n+a%r#y y=1";

interface Bank {
  client: BankClient;
  /** Methods asked, with their fields. */
  asked: { method: string; fields: URLSearchParams; url: string }[];
}

/** A gateway that answers each question with the next of the replies, the last one for ever. */
const startBank = async (...replies: Reply[]): Promise<Bank> => {
  const asked: Bank["asked"] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const url = request.url ?? "";
      const fields = new URLSearchParams(Buffer.concat(chunks).toString());
      asked.push({ method: url.split("/").at(-1) ?? "", fields, url });
      replies[Math.min(asked.length, replies.length) - 1]?.(response, fields, request);
    });
  });
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/payment/rest/`;
  return { client: bankClient({ gateway: { baseUrl }, login: LOGIN, password: PASSWORD }), asked };
};

const json =
  (body: unknown, status = 200): Reply =>
  (response) => {
    response.writeHead(status, { "content-type": "text/plain;charset=UTF-8" }).end(JSON.stringify(body));
  };
const text =
  (body: string, status = 200): Reply =>
  (response) => {
    response.writeHead(status, { "content-type": "text/html" }).end(body);
  };
const hang: Reply = () => undefined;
const drop: Reply = (response) => response.destroy();
/** Promises more than it sends, then hangs up. */
const cut: Reply = (response) => {
  response.writeHead(200, { "content-length": "500" });
  response.write('{"errorCode":"0",');
  setTimeout(() => response.destroy(), 20);
};

const order: NewOrder = {
  orderNumber: "1042-k3f9x2",
  amount: 199_990n,
  twoStage: false,
  returnUrl: "https://hub.example/p/abc/result",
  description: "Заказ 1042",
  language: "ru",
  sessionTimeoutSecs: 1_800,
};
const registered = { orderId: "7d1f0c52-9a0e-7c41-9c55-2f3300a7d8c0", formUrl: "https://alfa.rbsuat.com/x" };

const failure = async (work: Promise<unknown>): Promise<ProviderError> => {
  const error: unknown = await work.then(
    () => new Error("it succeeded"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ProviderError)) throw error;
  return error;
};

const refund = { orderId: "x", amount: 100n, externalRefundId: "r-1", expectedDepositedAmount: 1_000n };

describe("questions", () => {
  it("sends the order as the gateway wants it, the credentials in the body only", async () => {
    const { client, asked } = await startBank(json(registered));
    await expect(client.register(order)).resolves.toEqual({ mdOrder: registered.orderId, formUrl: registered.formUrl });
    expect(asked).toHaveLength(1);
    expect(asked[0]?.url).toBe("/payment/rest/register.do");
    expect(Object.fromEntries(asked[0]?.fields ?? [])).toEqual({
      userName: LOGIN,
      password: PASSWORD,
      orderNumber: "1042-k3f9x2",
      amount: "199990",
      currency: "643",
      returnUrl: order.returnUrl,
      description: "Заказ 1042",
      language: "ru",
      sessionTimeoutSecs: "1800",
    });
  });

  it("holds with registerPreAuth.do", async () => {
    const { client, asked } = await startBank(json({ errorCode: "0", errorMessage: null, ...registered }));
    await client.register({ ...order, twoStage: true });
    expect(asked[0]?.method).toBe("registerPreAuth.do");
  });

  it("guards refunds and names both ids of a decline", async () => {
    const { client, asked } = await startBank(json({ errorCode: 0 }));
    await client.refund({ ...refund, items: [{ positionId: 1 }] });
    await client.decline({ orderId: "md", orderNumber: "1042" });
    await client.deposit({ orderId: "md", amount: 500n });
    await client.reverse({ orderId: "md" });
    await client.addParams({ orderId: "md", params: { a: "1" } });
    await client.closeReceipt({ mdOrder: "md", amount: 5n, orderBundle: { cartItems: { items: [] } } });
    const sent = asked.map(({ method, fields }) => {
      fields.delete("userName");
      fields.delete("password");
      return [method, Object.fromEntries(fields)];
    });
    expect(sent).toEqual([
      ["refund.do", { orderId: "x", amount: "100", externalRefundId: "r-1", expectedDepositedAmount: "1000", refundItems: '{"items":[{"positionId":1}]}' }],
      ["decline.do", { orderId: "md", orderNumber: "1042" }],
      ["deposit.do", { orderId: "md", amount: "500" }],
      ["reverse.do", { orderId: "md" }],
      ["addParams.do", { orderId: "md", params: '{"a":"1"}' }],
      ["closeOfdReceipt.do", { mdOrder: "md", amount: "5", orderBundle: '{"cartItems":{"items":[]}}' }],
    ]);
  });

  it("never sends an amount of zero, which the bank would read as everything", async () => {
    const { client, asked } = await startBank(json({ errorCode: 0 }));
    expect(() => client.deposit({ orderId: "x", amount: 0n })).toThrow(RangeError);
    expect(() => client.refund({ ...refund, amount: 0n })).toThrow(RangeError);
    expect(asked).toEqual([]);
  });

  it("asks for last orders in Moscow time, whatever zone the server is in", async () => {
    const { client, asked } = await startBank(json({ errorCode: 0, orderStatuses: [{ orderNumber: "1", orderStatus: 2 }], totalCount: 1 }));
    const answer = await client.lastOrders({ from: new Date("2025-12-31T20:59:59Z"), to: new Date("2025-12-31T21:00:00Z"), page: 0, size: 500 });
    expect(answer).toMatchObject({ total: 1, orders: [{ orderNumber: "1", orderStatus: 2 }] });
    expect(Object.fromEntries(asked[0]?.fields ?? [])).toMatchObject({ from: "20251231235959", to: "20260101000000", size: "200", page: "0" });
  });
});

describe("failures of writes: asked once, never repeated", () => {
  it.each<[string, Reply, Partial<ProviderError>]>([
    ["refused", json({ errorCode: "7", errorMessage: "Системная ошибка" }), { outcome: "rejected", code: "7", vendorMessage: "Системная ошибка" }],
    ["refused beside code 0 (C-26)", json({ errorCode: "0", error: "Отклонено" }), { outcome: "rejected", code: "refused" }],
    ["502 with an empty body", text("", 502), { outcome: "unknown", code: "http_502" }],
    ["500", json({ errorCode: "0" }, 500), { outcome: "unknown", code: "http_500" }],
    ["429", text("slow down", 429), { outcome: "unknown", code: "http_429" }],
    ["HTML with 200", text("<html>"), { outcome: "unknown", code: "not_json" }],
    ["half a JSON", text('{"errorCode":"0"'), { outcome: "unknown", code: "not_json" }],
    ["cut midway", cut, { outcome: "unknown" }],
    ["hung up", drop, { outcome: "unknown" }],
    ["403 of a geo block", text("<html>", 403), { outcome: "rejected", code: "http_403" }],
    ["a redirect, which is not followed", (response) => response.writeHead(302, { location: "http://127.0.0.1:1/" }).end(), { outcome: "unknown", code: "http_302" }],
  ])("%s", async (_name, reply, expected) => {
    const { client, asked } = await startBank(reply);
    expect(await failure(client.refund(refund))).toMatchObject(expected);
    expect(asked).toHaveLength(1);
  });

  it("has no registration without an id and a form", async () => {
    const { client, asked } = await startBank(json({ errorCode: "0", errorMessage: "Успешно" }));
    expect(await failure(client.register(order))).toMatchObject({ outcome: "unknown", code: "bad_answer" });
    expect(asked).toHaveLength(1);
  });

  it("knows that nothing was sent when nobody listens", async () => {
    const client = bankClient({ gateway: { baseUrl: "http://127.0.0.1:1/rest/" }, login: LOGIN, password: PASSWORD });
    expect(await failure(client.register(order))).toMatchObject({ outcome: "rejected", code: "unreachable" });
  });

  it("puts neither the password nor the login into an error", async () => {
    const { client } = await startBank(text(`<html>${PASSWORD}</html>`));
    const { name, message, stack, cause, ...rest } = await failure(client.register(order));
    expect(JSON.stringify({ name, message, stack, cause, rest })).not.toMatch(/canary|c&n\+a|c%26n/);
  });
});

describe("the status question", () => {
  const status = { errorCode: "0", orderNumber: "1042-k3f9x2", orderStatus: 0, actionCode: -100 };

  it("asks by the key it has", async () => {
    const { client, asked } = await startBank(json(status));
    await client.status({ orderId: "md" });
    await client.status({ orderNumber: "1042" });
    expect(asked.map(({ fields }) => [fields.get("orderId"), fields.get("orderNumber")])).toEqual([["md", null], [null, "1042"]]);
  });

  it.each(["6", 6])("gives null for an order the bank does not know (errorCode %j)", async (errorCode) => {
    const { client, asked } = await startBank(json({ errorCode, errorMessage: "Заказ не найден", merchantOrderParams: [], attributes: [] }));
    await expect(client.status({ orderId: "md" })).resolves.toBeNull();
    expect(asked).toHaveLength(1);
  });

  it("is repeated twice while the answer is unclear", async () => {
    const { client, asked } = await startBank(text("", 502), drop, json(status));
    await expect(client.status({ orderId: "md" })).resolves.toMatchObject({ orderStatus: 0 });
    expect(asked).toHaveLength(3);
  });

  it("gives up after that", async () => {
    const { client, asked } = await startBank(text("", 429));
    expect(await failure(client.status({ orderId: "md" }))).toMatchObject({ outcome: "unknown", code: "http_429" });
    expect(asked).toHaveLength(3);
  });

  it.each([429, 503])("is not repeated when the bank asks to wait (%i)", async (status) => {
    const { client, asked } = await startBank((response) => response.writeHead(status, { "retry-after": "120" }).end());
    expect(await failure(client.status({ orderId: "md" }))).toMatchObject({ outcome: "unknown", retryAfterSeconds: 120 });
    expect(asked).toHaveLength(1);
  });

  it.each<[string, Reply]>([
    ["refused", json({ errorCode: "5", errorMessage: "Доступ запрещён" })],
    ["unreadable for good", json({ errorCode: "0", orderStatus: 2, amount: 15.5 })],
    ["blocked", text("", 403)],
  ])("is not repeated when %s", async (_name, reply) => {
    const { client, asked } = await startBank(reply);
    await failure(client.status({ orderId: "md" }));
    expect(asked).toHaveLength(1);
  });

  it("keeps to the time it is given, repeats included", async () => {
    const { client } = await startBank(hang);
    expect(await failure(client.status({ orderId: "md" }, { timeoutMs: 300 }))).toMatchObject({ outcome: "unknown", code: "timeout" });
  });
});

describe("receipts", () => {
  it("reads the list", async () => {
    const { client } = await startBank(json({ errorCode: "0", receipt: [{ receiptStatus: 1, amount_total: "1500.00" }] }));
    await expect(client.receiptStatus({ orderId: "md" })).resolves.toMatchObject([{ status: 1, amountTotal: "1500.00" }]);
  });
});
