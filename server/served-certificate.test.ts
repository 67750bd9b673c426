import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { makeIntermediate, makeOwnCertificate, makeRoot, makeServerCertificate } from "#testing/certificates.ts";
import { judgeCertificate, readServedCertificate } from "./served-certificate.ts";

const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function serve(cert: string, key: string): Promise<string> {
  const server = createServer({ cert, key }, (_request, response) => response.end());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `https://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

const root = await makeRoot("Public Root");
const between = await makeIntermediate("Intermediate", root);
const hosts = ["127.0.0.1"];

const verdicts = async (url: string) => judgeCertificate(await readServedCertificate(url, root.pem), new Date()).map(({ verdict, text }) => `${verdict}: ${text}`);

describe("C-79 the certificate of our public address", () => {
  it("RSA with its whole chain suits the bank", async () => {
    const leaf = await makeServerCertificate(hosts, between, { rsa: true });
    expect(await verdicts(await serve(`${leaf.pem}\n${between.pem}`, leaf.keyPem))).toEqual([expect.stringMatching(/^ok: .* suits the bank/) as unknown]);
  });

  it("an elliptic key only is a warning", async () => {
    const leaf = await makeServerCertificate(hosts, between);
    expect(await verdicts(await serve(`${leaf.pem}\n${between.pem}`, leaf.keyPem))).toEqual([expect.stringMatching(/^warn: .*type ec.*require RSA/) as unknown]);
  });

  it("a missing intermediate is an error", async () => {
    const leaf = await makeServerCertificate(hosts, between, { rsa: true });
    expect(await verdicts(await serve(leaf.pem, leaf.keyPem))).toEqual([expect.stringMatching(/^bad: .*intermediate/) as unknown]);
  });

  it("one made by oneself is an error", async () => {
    const own = await makeOwnCertificate(hosts, { rsa: true });
    expect(await verdicts(await serve(own.pem, own.keyPem))).toEqual([expect.stringMatching(/^bad: .*self-signed/) as unknown]);
  });

  it("another name, and one that ran out, are errors", async () => {
    const other = await makeServerCertificate(["shop.example"], root, { rsa: true });
    expect(await verdicts(await serve(other.pem, other.keyPem))).toEqual([expect.stringMatching(/^bad: .*another name/) as unknown]);
    const old = await makeServerCertificate(hosts, root, { rsa: true, notBefore: new Date(Date.now() - 9e8), notAfter: new Date(Date.now() - 1e8) });
    expect(await verdicts(await serve(old.pem, old.keyPem))).toEqual([expect.stringMatching(/^bad: .*has expired/) as unknown]);
  });

  it("soon to run out is a warning, a short key an error", () => {
    const served = { seen: "trusted" as const, keyType: "rsa", keyBits: 2_048, offersRsa: true, validTo: new Date("2026-03-10T00:00:00Z") };
    const at = new Date("2026-03-01T00:00:00Z");
    expect(judgeCertificate(served, at).map(({ verdict }) => verdict)).toEqual(["warn"]);
    expect(judgeCertificate({ ...served, keyBits: 1_024 }, at).map(({ verdict }) => verdict)).toEqual(["warn", "bad"]);
  });

  it("no answer at all is said", async () => {
    expect(judgeCertificate(await readServedCertificate("https://127.0.0.1:1"), new Date())).toMatchObject([{ verdict: "bad" }]);
  });
});
