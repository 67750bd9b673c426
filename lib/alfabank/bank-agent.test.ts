import { once } from "node:events";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ProviderError } from "#lib/errors.ts";
import { type Authority, makeIntermediate, makeRoot, makeServerCertificate } from "#testing/certificates.ts";
import { exchange } from "#lib/http/exchange.ts";
import { bankAgent, bankTrust } from "./bank-agent.ts";
import { bankErrorWords } from "./error-words.ts";

const servers: Server[] = [];

const serve = async (chain: { certificate: { pem: string; keyPem: string }; sent: readonly string[] }): Promise<string> => {
  const { certificate, sent } = chain;
  const server = createServer({ cert: [certificate.pem, ...sent].join("\n"), key: certificate.keyPem }, (_request, response) => {
    response.end('{"errorCode":"6"}');
  });
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `https://localhost:${(server.address() as AddressInfo).port}/`;
};

const ask = async (url: string, certificates: readonly string[]): Promise<string> => {
  const dispatcher = bankAgent(bankTrust(certificates));
  try {
    const { text } = await exchange({ method: "POST", url, body: "a=1", timeoutMs: 5_000, dispatcher });
    return text;
  } finally {
    await dispatcher.close();
  }
};

const failure = async (url: string, certificates: readonly string[]): Promise<ProviderError> => {
  const error: unknown = await ask(url, certificates).catch((thrown: unknown) => thrown);
  if (!(error instanceof ProviderError)) throw new Error("expected a ProviderError");
  return error;
};

describe("trust for bank hosts", () => {
  let root: Authority, sub2022: Authority, sub2024: Authority;
  beforeAll(async () => {
    root = await makeRoot("State Root CA");
    // As in the field: two generations under one name.
    sub2022 = await makeIntermediate("State Sub CA", root);
    sub2024 = await makeIntermediate("State Sub CA", root);
  });
  afterAll(() => {
    for (const server of servers) server.close().closeAllConnections();
  });

  it("completes the chain of a server that sends the wrong intermediate, or none", async () => {
    const certificate = await makeServerCertificate(["localhost"], sub2024);
    const all = [root.pem, sub2022.pem, sub2024.pem];
    for (const sent of [[sub2022.pem], [], [sub2024.pem], [sub2022.pem, root.pem]]) {
      const url = await serve({ certificate, sent });
      expect(await ask(url, all)).toBe('{"errorCode":"6"}');
    }
  });

  it("refuses the wrong intermediate when only the root is known, naming the missing issuer", async () => {
    const certificate = await makeServerCertificate(["localhost"], sub2024);
    const error = await failure(await serve({ certificate, sent: [sub2022.pem] }), [root.pem]);
    expect(error).toMatchObject({ outcome: "rejected", code: "tls" });
    expect(error.cause).toMatchObject({ issuer: "State Sub CA" });
    expect(bankErrorWords(error, "register", "ru").message).toContain("State Sub CA");
  });

  it("refuses an intermediate without its root", async () => {
    const certificate = await makeServerCertificate(["localhost"], sub2024);
    const error = await failure(await serve({ certificate, sent: [sub2024.pem] }), [sub2024.pem]);
    expect(error.code).toBe("tls");
  });

  it("refuses a private root until it is added", async () => {
    const other = await makeRoot("Someone Else");
    const url = await serve({ certificate: await makeServerCertificate(["localhost"], other), sent: [] });
    const error = await failure(url, [root.pem, sub2022.pem, sub2024.pem]);
    expect(error).toMatchObject({ outcome: "rejected", code: "tls" });
    expect(bankErrorWords(error, "register", "en")).toMatchObject({ hint: expect.stringContaining("ca:install") as string });
    expect(await ask(url, [other.pem])).toContain("errorCode");
  });

  it.each([
    ["of another host", { hosts: ["bank.example"] }],
    ["that has expired", { hosts: ["localhost"], notBefore: new Date("2020-01-01"), notAfter: new Date("2021-01-01") }],
    ["that is not valid yet", { hosts: ["localhost"], notBefore: new Date("2090-01-01"), notAfter: new Date("2091-01-01") }],
  ])("refuses a certificate %s, and does not offer to install anything", async (_kind, { hosts, ...dates }) => {
    const certificate = await makeServerCertificate(hosts, sub2024, dates);
    const error = await failure(await serve({ certificate, sent: [sub2024.pem] }), [root.pem, sub2024.pem]);
    expect(error).toMatchObject({ outcome: "rejected", code: "tls" });
    expect(bankErrorWords(error, "register", "en").hint).not.toContain("ca:install");
  });

  it("does not take a leaf for an authority", async () => {
    const leaf = (await makeServerCertificate(["localhost"], sub2024)) as Authority;
    const forged = await makeServerCertificate(["localhost"], leaf);
    const error = await failure(await serve({ certificate: forged, sent: [leaf.pem, sub2024.pem] }), [root.pem, sub2024.pem]);
    expect(error.code).toBe("tls");
  });

  it("keeps trusting the usual roots", () => {
    expect(() => bankTrust([])).not.toThrow();
  });
});
