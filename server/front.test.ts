import { request as httpRequest, type IncomingMessage, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createFront, type FrontOptions } from "./front.ts";
import { frontRoutes } from "./front-routes.ts";
import { listen, stopListening } from "./listen.ts";
import { peerAddress } from "./peer-address.ts";

const servers: Server[] = [];
const errors: [error: unknown, path: string][] = [];

afterEach(async () => {
  errors.length = 0;
  for (const server of servers.splice(0)) await stopListening(server, 100);
});

const serve = async (options: Partial<FrontOptions> = {}): Promise<string> => {
  const front = createFront({
    routes: frontRoutes([]),
    mounts: [],
    next: (message, response) => {
      response.end(`next ${message.url ?? ""} ${message.headers["x-hub-peer"]?.toString() ?? ""}`);
      return Promise.resolve();
    },
    publicUrl: "https://hub.example",
    peerHeaders: { address: "x-hub-peer", relayed: "x-hub-relayed" },
    peerAddress: peerAddress(["127.0.0.1"]),
    onError: (error, path) => errors.push([error, path]),
    ...options,
  });
  const server = await listen(front, "127.0.0.1", 0);
  servers.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const echo = {
  GET: (request: Request) =>
    Promise.resolve(
      Response.json({ url: request.url, peer: request.headers.get("x-hub-peer"), relayed: request.headers.get("x-hub-relayed") }),
    ),
  POST: async (request: Request) => new Response(await request.text(), { status: 201 }),
};

it("gives a route the public address whatever Host the caller claims", async () => {
  const url = await serve({ routes: frontRoutes([["/p/[slug]", echo]]) });
  const { port } = new URL(url);
  const body = await new Promise<string>((resolve, reject) => {
    const call = httpRequest(
      { port, path: "//p/abc?x=1&y=%26", headers: { host: "evil.example" } },
      (answer: IncomingMessage) => {
        let text = "";
        answer.on("data", (chunk: Buffer) => (text += chunk.toString()));
        answer.on("end", () => {
          resolve(text);
        });
      },
    );
    call.once("error", reject);
    call.end();
  });
  expect(JSON.parse(body)).toEqual({ url: "https://hub.example/p/abc?x=1&y=%26", peer: "127.0.0.1", relayed: null });
});

it("overwrites a peer header that a caller sends, on every way through", async () => {
  const url = await serve({ routes: frontRoutes([["/p/[slug]", echo]]) });
  const headers = { "x-hub-peer": "6.6.6.6", "X-Forwarded-For": "1.2.3.4", "x-forwarded-host": "evil.example" };
  expect(await (await fetch(`${url}/p/abc`, { headers })).json()).toMatchObject({ peer: "1.2.3.4" });
  expect(await (await fetch(`${url}/other`, { headers })).text()).toBe("next /other 1.2.3.4");
});

describe("somebody passed the request on", () => {
  const ask = async (trusted: readonly string[], headers: Record<string, string>): Promise<unknown> => {
    const url = await serve({ routes: frontRoutes([["/p/[slug]", echo]]), peerAddress: peerAddress(trusted) });
    return (await fetch(`${url}/p/abc`, { headers })).json();
  };

  it.each([
    [{ "X-Forwarded-For": "1.2.3.4" }],
    [{ "X-Real-IP": "1.2.3.4" }],
    [{ Forwarded: "for=1.2.3.4" }],
    [{ "X-Forwarded-Proto": "https" }],
  ])("a proxy nobody told us to believe: %o", async (headers) => {
    expect(await ask([], headers)).toMatchObject({ peer: "127.0.0.1", relayed: "1" });
  });

  it("a trusted proxy that does not tell for whom", async () => {
    expect(await ask(["127.0.0.1"], { "X-Real-IP": "1.2.3.4" })).toMatchObject({ peer: "127.0.0.1", relayed: "1" });
    expect(await ask(["127.0.0.1"], { "X-Forwarded-For": "1.2.3.4" })).toMatchObject({ peer: "1.2.3.4", relayed: null });
  });

  it("nobody did, whatever the caller says of it himself", async () => {
    expect(await ask([], { "x-hub-relayed": "1" })).toMatchObject({ peer: "127.0.0.1", relayed: null });
  });
});

it("passes bodies and leaves everything unknown to Next", async () => {
  const url = await serve({ routes: frontRoutes([["/api/x", echo]]) });
  const answer = await fetch(`${url}/api/x/`, { method: "POST", body: "тело & +%" });
  expect([answer.status, await answer.text()]).toEqual([201, "тело & +%"]);
  expect(await (await fetch(`${url}/syncs?a=1`)).text()).toContain("next /syncs?a=1");
});

it("refuses missing methods in the form the caller understands", async () => {
  const url = await serve({
    routes: frontRoutes([
      ["/p/[slug]", { GET: echo.GET }],
      ["/api/retailcrm/activity", { POST: echo.POST }],
    ]),
  });
  const link = await fetch(`${url}/p/abc`, { method: "DELETE" });
  expect([link.status, link.headers.get("allow"), link.headers.get("x-content-type-options")]).toEqual([405, "GET, HEAD", "nosniff"]);
  expect(await link.json()).toMatchObject({ error: { code: "method_not_allowed" } });
  const crm = await fetch(`${url}/api/retailcrm/activity`);
  expect([crm.status, await crm.json()]).toMatchObject([405, { success: false, errorMsg: "Этот адрес не принимает метод GET" }]);
  const odd = await fetch(`${url}/p/abc`, { method: "PROPFIND" });
  expect(odd.status).toBe(405);
});

it("answers HEAD without a body and keeps several cookies apart", async () => {
  const handler = () => {
    const headers = new Headers({ "content-type": "text/plain" });
    headers.append("set-cookie", "a=1");
    headers.append("set-cookie", "b=2");
    return Promise.resolve(new Response("hello", { headers }));
  };
  const url = await serve({ routes: frontRoutes([["/api/x", { GET: handler }]]) });
  const head = await fetch(`${url}/api/x`, { method: "HEAD" });
  expect([await head.text(), head.headers.get("content-length")]).toEqual(["", "5"]);
  expect(head.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
});

it("turns a defect into a plain 500, reports it and stays up", async () => {
  const broken = { GET: () => Promise.reject(new Error("secret detail")) };
  const url = await serve({ routes: frontRoutes([["/p/[slug]", broken]]) });
  const answer = await fetch(`${url}/p/abc`);
  expect([answer.status, await answer.text()]).toEqual([
    500,
    '{"error":{"code":"internal","message":"Internal error"}}',
  ]);
  expect(errors).toEqual([[new Error("secret detail"), "/p/[secret]"]]);
  expect((await fetch(`${url}/p/abc`)).status).toBe(500);
});

it("refuses a request target that is no path", async () => {
  const url = await serve();
  const text = await new Promise<string>((resolve) => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1", () => {
      socket.write("GET http://evil.example/p/abc HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    });
    let received = "";
    socket.on("data", (chunk) => (received += chunk.toString()));
    socket.on("close", () => {
      resolve(received);
    });
  });
  expect(text).toMatch(/^HTTP\/1\.1 400 /);
});

it("tells a handler that the caller has gone", async () => {
  const leaving = new AbortController();
  const aborted = vi.fn();
  const slow = {
    GET: (request: Request) =>
      new Promise<Response>((resolve) => {
        request.signal.addEventListener("abort", () => {
          aborted();
          resolve(new Response());
        });
        leaving.abort();
      }),
  };
  const url = await serve({ routes: frontRoutes([["/p/[slug]", slow]]) });
  await fetch(`${url}/p/abc`, { signal: leaving.signal }).catch(() => null);
  await expect.poll(() => aborted.mock.calls.length).toBe(1);
});

const mount = {
  prefix: "/sandbox/bank",
  fetch: (request: Request) => new Response(`bank ${new URL(request.url).pathname}${new URL(request.url).search}`),
};

it("serves simulator pages below their prefix only", async () => {
  const url = await serve({ mounts: [mount] });
  const text = async (path: string) => (await fetch(`${url}${path}`)).text();
  expect(await text("/sandbox/bank")).toBe("bank /");
  expect(await text("/sandbox/bank/orders?a=1")).toBe("bank /orders?a=1");
  expect(await text("/sandbox/banknote")).toContain("next ");
});

it.each([
  "/control/reset",
  "//control",
  "/%63ontrol/reset",
  "/./control",
  "/x/../control/x",
  "/control?x",
  "/control%2freset",
])("keeps the simulators' steering wheel %s off the public address", async (path) => {
  const url = await serve({ mounts: [mount] });
  const { port } = new URL(url);
  const status = await new Promise<number | undefined>((resolve, reject) => {
    httpRequest({ port, path: `/sandbox/bank${path}`, method: "POST" }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .once("error", reject)
      .end();
  });
  expect(status).toBe(404);
});
