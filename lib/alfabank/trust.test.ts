import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Authority, makeIntermediate, makeRoot, makeServerCertificate } from "#testing/certificates.ts";

/** The whole way from DATA_DIR to a trusted bank; the environment is read once, so it is set before the client is loaded. */
const dataDir = await mkdtemp(path.join(tmpdir(), "hub-trust-"));
const extraFile = path.join(dataDir, "extra.pem");
Object.assign(process.env, { DATA_DIR: dataDir, ALFABANK_EXTRA_CA: extraFile });
const { bankClient } = await import("./client.ts");
const { bankDispatcher } = await import("./trust.ts");

let server: Server;
let root: Authority, sub: Authority;
let client: ReturnType<typeof bankClient>;

beforeAll(async () => {
  root = await makeRoot("State Root CA");
  sub = await makeIntermediate("State Sub CA", root);
  const stale = await makeIntermediate("State Sub CA", root);
  const certificate = await makeServerCertificate(["localhost"], sub);
  server = createServer({ cert: [certificate.pem, stale.pem].join("\n"), key: certificate.keyPem }, (_request, response) => {
    response.end('{"errorCode":"6"}');
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const baseUrl = `https://localhost:${(server.address() as AddressInfo).port}/`;
  client = bankClient({ gateway: { baseUrl }, login: "x", password: "y" });
});
afterAll(async () => {
  server.close().closeAllConnections();
  await rm(dataDir, { recursive: true });
});

const ask = () => client.status({ orderId: "x" });

it("trusts what is put into the data folder or the operator's file, at once and only as long as it is there", async () => {
  await expect(ask()).rejects.toMatchObject({ outcome: "rejected", code: "tls" });

  await mkdir(path.join(dataDir, "ca"));
  await writeFile(path.join(dataDir, "ca", "root.pem"), root.pem);
  await expect(ask()).rejects.toMatchObject({ code: "tls" }); // the server sends the wrong intermediate
  await writeFile(path.join(dataDir, "ca", "sub.pem"), sub.pem);
  await expect(ask()).resolves.toBeNull();
  expect(bankDispatcher()).toBe(bankDispatcher());

  await rm(path.join(dataDir, "ca"), { recursive: true });
  await expect(ask()).rejects.toMatchObject({ code: "tls" });

  await writeFile(extraFile, `both in one file\n${root.pem}\n${sub.pem}\n`);
  await expect(ask()).resolves.toBeNull();
});

it("is not brought down by rubbish in the folder", async () => {
  await mkdir(path.join(dataDir, "ca", "folder.pem"), { recursive: true });
  await writeFile(path.join(dataDir, "ca", "rubbish.pem"), "nothing of the kind");
  await writeFile(path.join(dataDir, "ca", "notes.txt"), "ignored");
  await writeFile(path.join(dataDir, "ca", "half.pem"), "-----BEGIN CERTIFICATE-----\nMIIB!!!\n-----END CERTIFICATE-----\n");
  await expect(ask()).resolves.toBeNull();
});
