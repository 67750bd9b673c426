import type { RequestListener } from "node:http";
import { afterEach, expect, it } from "vitest";
import { ProviderError } from "#lib/errors.ts";
import { exchange } from "#lib/http/exchange.ts";
import { type LoopbackServer, startLoopbackServer } from "#testing/loopback-server.ts";
import { crmAgentFor, type Resolve } from "./crm-agent.ts";

const servers: LoopbackServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function listen(handler: RequestListener): Promise<number> {
  const server = await startLoopbackServer(handler);
  servers.push(server);
  return server.port;
}

/** Answers each question with the next list of addresses; the last one for ever. */
function resolveTo(...answers: string[][]): { resolve: Resolve; asked: string[] } {
  const asked: string[] = [];
  const resolve: Resolve = (hostname, _options, callback) => {
    const addresses = answers[Math.min(asked.length, answers.length - 1)] ?? [];
    asked.push(hostname);
    callback(null, addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })));
  };
  return { resolve, asked };
}

const get = (url: string, resolve: Resolve, extraHosts: { host: string; port: number | null }[] = []) =>
  exchange({ method: "GET", url, timeoutMs: 3_000, dispatcher: crmAgentFor({ extraHosts: () => extraHosts, resolve }) });

const failure = async (work: Promise<unknown>): Promise<ProviderError> => {
  const error: unknown = await work.then(() => null, (reason: unknown) => reason);
  if (!(error instanceof ProviderError)) throw new Error(`expected a failure, got ${String(error)}`);
  return error;
};

const causeOf = ({ cause }: ProviderError): unknown => (cause instanceof Error && "code" in cause ? cause.code : undefined);

it.each([
  ["a private address", ["10.0.0.5"]],
  ["the loopback", ["127.0.0.1"]],
  ["the metadata address", ["169.254.169.254"]],
  ["an IPv6 loopback", ["::1"]],
  ["a mapped address", ["::ffff:10.0.0.1"]],
  ["a public and a private address", ["8.8.8.8", "10.0.0.5"]],
  ["nothing", []],
])("C-76 a name that resolves to %s is not called", async (_, addresses) => {
  const port = await listen((_request, response) => response.end("inner secret"));
  const { resolve, asked } = resolveTo(addresses);
  const error = await failure(get(`http://demo.retailcrm.ru:${String(port)}/`, resolve));
  expect(error).toMatchObject({ outcome: "rejected", code: "unreachable" });
  expect(causeOf(error)).toBe("HUB_ADDRESS_REFUSED");
  expect(asked).toEqual(["demo.retailcrm.ru"]);
});

it.each(["http://127.0.0.1", "http://[::1]", "http://[::ffff:127.0.0.1]", "http://2130706433", "http://8.8.8.8"])(
  "C-76 an address instead of a name is not called: %s",
  async (origin) => {
    let called = false;
    const port = await listen((_request, response) => {
      called = true;
      response.end();
    });
    const { resolve, asked } = resolveTo(["8.8.8.8"]);
    const error = await failure(get(`${origin}:${String(port)}/`, resolve));
    expect(causeOf(error)).toBe("HUB_ADDRESS_REFUSED");
    expect(called).toBe(false);
    expect(asked).toEqual([]);
  },
);

it("connects to the very address that was checked, and checks again for the next connection", async () => {
  const port = await listen((request, response) => response.setHeader("connection", "close").end(request.headers.host));
  const { resolve, asked } = resolveTo(["127.0.0.1"]);
  const extra = [{ host: "crm.test", port }];
  const url = `http://crm.test:${String(port)}/`;
  // The name does not exist: that it answers shows that nothing but our own lookup was used.
  expect((await get(url, resolve, extra)).text).toBe(`crm.test:${String(port)}`);
  expect(asked).toEqual(["crm.test"]);
});

it("C-76 judges every connection anew: an earlier answer is not remembered", async () => {
  const { resolve, asked } = resolveTo(["10.0.0.5"], ["127.0.0.1"]);
  const port = await listen((_request, response) => response.end("inner secret"));
  const dispatcher = crmAgentFor({ extraHosts: () => [], resolve });
  const call = () => exchange({ method: "GET", url: `http://demo.retailcrm.ru:${String(port)}/`, timeoutMs: 3_000, dispatcher });
  expect(causeOf(await failure(call()))).toBe("HUB_ADDRESS_REFUSED");
  expect(causeOf(await failure(call()))).toBe("HUB_ADDRESS_REFUSED");
  expect(asked).toHaveLength(2);
});

it("holds an extra host to its port", async () => {
  const port = await listen((_request, response) => response.end("inner"));
  const { resolve } = resolveTo(["127.0.0.1"]);
  const error = await failure(get(`http://crm.test:${String(port)}/`, resolve, [{ host: "crm.test", port: port + 1 }]));
  expect(causeOf(error)).toBe("HUB_ADDRESS_REFUSED");
});

it("C-76 does not follow redirects", async () => {
  let inner = 0;
  const innerPort = await listen((_request, response) => {
    inner += 1;
    response.end("inner secret");
  });
  const port = await listen((_request, response) =>
    response.writeHead(302, { location: `http://127.0.0.1:${String(innerPort)}/` }).end(),
  );
  const { resolve } = resolveTo(["127.0.0.1"]);
  const answer = await get(`http://127.0.0.1:${String(port)}/`, resolve, [{ host: "127.0.0.1", port: null }]);
  expect(answer.status).toBe(302);
  expect(inner).toBe(0);
});
