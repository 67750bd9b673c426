import { once } from "node:events";
import { createServer } from "node:http";
import type { LookupFunction } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ProviderError } from "#lib/errors.ts";
import { exchange } from "#lib/http/exchange.ts";
import { openSilentAddress, type SilentAddress } from "#testing/silent-address.ts";
import { bankAgent, bankTrust } from "./bank-agent.ts";
import { bankFault } from "./error-words.ts";

/** C-32: some of the bank's addresses take no connection. */

const server = createServer((_request, response) => response.end('{"errorCode":"6"}'));

const resolvesTo =
  (...addresses: string[]): LookupFunction =>
  (_host, _options, callback) => {
    callback(null, addresses.map((address) => ({ address, family: 4 })));
  };

const ask = (lookup: LookupFunction, port: number) => {
  const dispatcher = bankAgent(bankTrust([]), lookup);
  return exchange({ method: "POST", url: `http://bank.example:${port}/`, body: "a=1", timeoutMs: 30_000, dispatcher });
};

// Other systems have no second loopback address ready for use.
describe.skipIf(process.platform !== "linux")("a bank with several addresses", () => {
  let silent: SilentAddress;
  beforeAll(async () => {
    silent = await openSilentAddress("127.0.0.2");
    server.listen(silent.port, "127.0.0.1");
    await once(server, "listening");
  });
  afterAll(() => {
    silent.close();
    server.close().closeAllConnections();
  });

  it("goes on to the next address long before the time for the answer is over", async () => {
    const start = performance.now();
    expect((await ask(resolvesTo("127.0.0.2", "127.0.0.1"), silent.port)).text).toContain("errorCode");
    expect(performance.now() - start).toBeGreaterThan(900); // the dead address was really tried
  });

  it("says that the bank cannot be reached, and that nothing was sent, when all are dead", async () => {
    const error: unknown = await ask(resolvesTo("127.0.0.2", "127.0.0.2"), silent.port).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ProviderError);
    expect(error).toMatchObject({ outcome: "rejected", code: "unreachable" });
    expect(bankFault(error as ProviderError, "register")).toBe("unreachable");
  });

  it("says the same when one is dead and the other refuses", async () => {
    const error: unknown = await ask(resolvesTo("127.0.0.2", "127.0.0.3"), silent.port).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ outcome: "rejected", code: "unreachable" });
  });
});
