import type { RequestListener } from "node:http";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { Agent } from "undici";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { startLoopbackServer, type LoopbackServer } from "#testing/loopback-server.ts";
import { ProviderError } from "#lib/errors.ts";
import { type Answer, exchange, type Exchange } from "./exchange.ts";

const dispatcher = new Agent();
const servers: { close: () => Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
afterAll(() => dispatcher.destroy());

async function serve(handler: RequestListener): Promise<LoopbackServer> {
  const server = await startLoopbackServer(handler);
  servers.push(server);
  return server;
}

/** A server that says these bytes and hangs up, whatever it is asked. */
async function serveRaw(speak: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => {
      speak(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  servers.push({
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  });
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

const post = (url: string, more: Partial<Exchange> = {}): Promise<Answer> =>
  exchange({ method: "POST", url, body: "a=1", timeoutMs: 2_000, dispatcher, ...more });

async function failure(asked: Promise<unknown>): Promise<Pick<ProviderError, "outcome" | "code">> {
  const error: unknown = await asked.then(
    () => new Error("it answered"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof ProviderError)) throw error;
  return { outcome: error.outcome, code: error.code };
}

describe("a complete answer", () => {
  it.each([200, 204, 400, 403, 429, 500, 502])("of status %i is returned, not judged", async (status) => {
    const { url } = await serve((_, response) => {
      response.writeHead(status, { "x-name": "value" }).end(status === 204 ? undefined : "text");
    });
    expect(await post(url)).toMatchObject({ status, text: status === 204 ? "" : "text", headers: { "x-name": "value" } });
  });

  it("is read as UTF-8 across the seams of chunks", async () => {
    const { url } = await serve((_, response) => {
      const bytes = Buffer.from("Заказ №1");
      response.write(bytes.subarray(0, 3));
      setTimeout(() => response.end(bytes.subarray(3)), 20);
    });
    expect((await post(url)).text).toBe("Заказ №1");
  });

  it("that sends elsewhere is returned as it is: nothing follows it", async () => {
    let visited = 0;
    const target = await serve((_, response) => {
      visited += 1;
      response.end("inner");
    });
    for (const status of [301, 302, 303, 307, 308]) {
      const { url } = await serve((_, response) => {
        response.writeHead(status, { location: `${target.url}/inner` }).end();
      });
      expect(await post(url)).toMatchObject({ status, text: "" });
    }
    expect(visited).toBe(0);
  });

  it("gets exactly the body and headers that were given", async () => {
    const { url } = await serve((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => response.end(JSON.stringify({ body, method: request.method, accept: request.headers.accept, key: request.headers["x-api-key"] })));
    });
    const { text } = await post(url, { body: "q=%26&%D0%B0=+", headers: { "x-api-key": "k" } });
    expect(JSON.parse(text)).toEqual({ body: "q=%26&%D0%B0=+", method: "POST", accept: "application/json", key: "k" });
  });
});

describe("unknown: the other side may have acted", () => {
  it("it never answers", async () => {
    const { url } = await serve(() => undefined);
    expect(await failure(post(url, { timeoutMs: 200 }))).toEqual({ outcome: "unknown", code: "timeout" });
  });

  it("it trickles its answer for ever: the bound is on the whole exchange", async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write("x"), 30);
      response.on("close", () => {
        clearInterval(drip);
      });
    });
    expect(await failure(post(url, { timeoutMs: 300 }))).toEqual({ outcome: "unknown", code: "timeout" });
  });

  it("it hangs up before answering", async () => {
    expect(await failure(post(await serveRaw((socket) => socket.destroy())))).toEqual({ outcome: "unknown", code: "network" });
  });

  it("it hangs up in the middle of the head", async () => {
    const url = await serveRaw((socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-le"));
    expect(await failure(post(url))).toMatchObject({ outcome: "unknown" });
  });

  it("it hangs up in the middle of the body", async () => {
    const url = await serveRaw((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"errorCode":"0"'));
    expect(await failure(post(url))).toEqual({ outcome: "unknown", code: "network" });
  });

  it("it hangs up in the middle of a chunked body", async () => {
    const url = await serveRaw((socket) => socket.end("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n"));
    expect(await failure(post(url))).toEqual({ outcome: "unknown", code: "network" });
  });

  it("it speaks no HTTP", async () => {
    expect(await failure(post(await serveRaw((socket) => socket.end("SSH-2.0-OpenSSH\r\n"))))).toMatchObject({ outcome: "unknown" });
  });

  it("it answers more than anybody would read", async () => {
    let sent = 0;
    const { url } = await serve((_, response) => {
      const piece = Buffer.alloc(64_000, 120);
      const more = (): void => {
        while (sent < 50_000_000 && !response.destroyed) {
          sent += piece.length;
          if (!response.write(piece)) {
            response.once("drain", more);
            return;
          }
        }
      };
      more();
    });
    expect(await failure(post(url, { maxBytes: 100_000, timeoutMs: 5_000 }))).toEqual({ outcome: "unknown", code: "too_large" });
    expect(sent).toBeLessThan(10_000_000);
  });
});

describe("rejected: nothing can have left us", () => {
  it("nobody listens", async () => {
    const gone = await startLoopbackServer(() => undefined);
    await gone.close();
    expect(await failure(post(gone.url))).toEqual({ outcome: "rejected", code: "unreachable" });
  });

  it("there is no such name", async () => {
    expect(await failure(post("http://nothing.invalid/"))).toEqual({ outcome: "rejected", code: "unreachable" });
  });

  it("the connection is refused by our own rules", async () => {
    const guarded = new Agent({
      connect: (_, callback) => {
        callback(Object.assign(new Error("address refused"), { code: "HUB_ADDRESS_REFUSED" }), null);
      },
    });
    expect(await failure(post("http://10.0.0.1/", { dispatcher: guarded }))).toEqual({ outcome: "rejected", code: "unreachable" });
    await guarded.destroy();
  });

  it("it speaks no TLS", async () => {
    const { port } = await serve((_, response) => response.end());
    expect(await failure(post(`https://127.0.0.1:${String(port)}/`))).toEqual({ outcome: "rejected", code: "tls" });
  });
});
