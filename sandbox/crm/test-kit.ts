/** A tiny payment module on loopback for the tests: answers what the test tells it and remembers what it was sent. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { startCrm, sandboxAccount, type Crm } from "./index.ts";
import { isObject, parseJson, type JsonObject } from "./json.ts";

interface ReceivedCall {
  method: string;
  path: string;
  clientId: string | null;
  /** The JSON field of the callback: create, approve, activity, … */
  payload: JsonObject;
  form: URLSearchParams;
  contentType: string;
}

interface ModuleAnswer {
  status?: number;
  body: unknown;
  delayMs?: number;
}

interface FakeModule {
  url: string;
  calls: ReceivedCall[];
  /** Answers by path; a function sees the call. */
  answers: Map<string, ModuleAnswer | ((call: ReceivedCall) => ModuleAnswer | Promise<ModuleAnswer>)>;
  close(): Promise<void>;
}

async function startFakeModule(): Promise<FakeModule> {
  const calls: ReceivedCall[] = [];
  const answers: FakeModule["answers"] = new Map();
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on(
      "end",
      () =>
        void (async () => {
          const form = new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
          const field = [...form].find(([name]) => name !== "clientId")?.[1];
          const parsed = field === undefined ? {} : parseJson(field);
          const path = incoming.url ?? "";
          const call = {
            method: incoming.method ?? "",
            path,
            clientId: form.get("clientId"),
            payload: isObject(parsed) ? parsed : {},
            form,
            contentType: incoming.headers["content-type"] ?? "",
          };
          calls.push(call);
          const rule = answers.get(path);
          const answer = typeof rule === "function" ? await rule(call) : (rule ?? { body: { success: true } });
          if (answer.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, answer.delayMs));
          outgoing.writeHead(answer.status ?? 200, { "Content-Type": "application/json" });
          outgoing.end(typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body));
        })(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    calls,
    answers,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const CLIENT_ID = "0d8f6a52-6f1d-4a3c-9d55-6f2f6d0c9b11";

/** The example of protocols: retailcrm 2, pointed at the fake module. */
export function moduleDescription(baseUrl: string): JsonObject {
  return {
    code: "alfabank",
    integrationCode: "alfabank",
    name: "Альфа-Банк",
    logo: `${baseUrl}/logo.svg`,
    active: true,
    clientId: CLIENT_ID,
    baseUrl,
    accountUrl: `${baseUrl}/open`,
    availableCountries: ["RU"],
    actions: { activity: "/activity", settings: "/settings" },
    integrations: {
      payment: {
        actions: {
          create: "/payment/create",
          approve: "/payment/approve",
          cancel: "/payment/cancel",
          refund: "/payment/refund",
        },
        currencies: ["RUB"],
        invoiceTypes: ["link"],
        shops: [
          { code: "shp_1", name: "Основной терминал", active: true },
          { code: "shp_2", name: "Аутлет (тест)", active: false },
        ],
      },
    },
  };
}

export interface Trial {
  url: string;
  crm: Crm;
  module: FakeModule;
  call: (
    path: string,
    fields?: Record<string, unknown>,
    apiKey?: string | null,
  ) => Promise<{ status: number; body: JsonObject; text: string; headers: Headers }>;
  get: (path: string, apiKey?: string | null) => Promise<{ status: number; body: JsonObject; text: string }>;
  register: (change?: JsonObject) => Promise<{ status: number; body: JsonObject }>;
  close(): Promise<void>;
}

/** A CRM and a fake module; `create` answers with a link. */
export async function startTrial(options: Parameters<typeof startCrm>[0] = {}): Promise<Trial> {
  const [started, module] = await Promise.all([startCrm(options), startFakeModule()]);
  module.answers.set("/payment/create", (call) => ({
    body: {
      success: true,
      result: {
        paymentId: `pay-${String(call.payload["invoiceUuid"])}`,
        invoiceUrl: "https://hub.example.ru/p/8Kd2QxAbCd",
        cancellable: true,
      },
    },
  }));
  const send = async (path: string, apiKey: string | null, init: RequestInit) => {
    const response = await fetch(`${started.url}${path}`, {
      ...init,
      headers: apiKey === null ? {} : { "X-API-KEY": apiKey },
    });
    const text = await response.text();
    const parsed = parseJson(text);
    return { status: response.status, body: isObject(parsed) ? parsed : {}, text, headers: response.headers };
  };
  const trial: Trial = {
    url: started.url,
    crm: started.crm,
    module,
    call: (path, fields = {}, apiKey = sandboxAccount.apiKey) =>
      send(path, apiKey, {
        method: "POST",
        body: new URLSearchParams(
          Object.entries(fields).map(([name, value]) => [
            name,
            typeof value === "string" ? value : JSON.stringify(value),
          ]),
        ),
      }),
    get: (path, apiKey = sandboxAccount.apiKey) => send(path, apiKey, {}),
    register: (change = {}) =>
      trial.call("/api/v5/integration-modules/alfabank/edit", {
        integrationModule: { ...moduleDescription(module.url), ...change },
      }),
    async close() {
      await Promise.all([started.close(), module.close()]);
    },
  };
  return trial;
}
