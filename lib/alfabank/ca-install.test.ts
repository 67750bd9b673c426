import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Authority, makeIntermediate, makeRoot, makeServerCertificate } from "#testing/certificates.ts";
import { installBankCa } from "./ca-install.ts";
import { bankCaState } from "./ca-state.ts";

const fingerprintOf = ({ der }: Authority): string =>
  (createHash("sha256").update(der).digest("hex").toUpperCase().match(/../g) ?? []).join(":");

let root: Authority, sub2022: Authority, sub2024: Authority, foreign: Authority;
let folder: string;

beforeAll(async () => {
  root = await makeRoot("State Root CA");
  sub2022 = await makeIntermediate("State Sub CA", root);
  sub2024 = await makeIntermediate("State Sub CA", root);
  foreign = await makeRoot("State Root CA");
});
beforeEach(async () => {
  folder = path.join(await mkdtemp(path.join(tmpdir(), "hub-ca-")), "ca");
});
afterEach(() => rm(path.dirname(folder), { recursive: true }));

type Site = Record<"root" | "sub_ca" | "rsa2024", Buffer | string | null>;

/** The official site as a table; null: not to be had. */
const site = (files: Site) => {
  const asked: string[] = [];
  const fetchFile = (url: string): Promise<Buffer> => {
    asked.push(url);
    const found = Object.entries(files).find(([name]) => url.includes(name))?.[1] ?? null;
    return found === null ? Promise.reject(new Error("unreachable")) : Promise.resolve(Buffer.from(found));
  };
  return { asked, fetchFile };
};

const good = (): Site => ({ root: root.pem, sub_ca: sub2022.pem, rsa2024: sub2024.der });

const install = (files: Site, fingerprint = fingerprintOf(root)) => installBankCa({ folder, fingerprint, ...site(files) });

describe("installBankCa", () => {
  it("installs the root and both intermediates, PEM and DER alike, and is harmless when repeated", async () => {
    const first = await install(good());
    expect(first).toMatchObject({ ok: true, folder, files: [{ state: "installed" }, { state: "installed" }, { state: "installed" }] });
    expect(await readdir(folder)).toEqual(["russian-trusted-root.pem", "russian-trusted-sub-2022.pem", "russian-trusted-sub-2024.pem"]);
    expect(await readFile(path.join(folder, "russian-trusted-sub-2024.pem"), "utf8")).toContain("-----BEGIN CERTIFICATE-----");
    expect(await bankCaState(folder)).toMatchObject({ installed: true, expiresSoon: true });

    const { asked, fetchFile } = site(good());
    const second = await installBankCa({ folder, fingerprint: fingerprintOf(root), fetchFile });
    expect(second).toMatchObject({ ok: true, files: [{ state: "kept" }, { state: "kept" }, { state: "kept" }] });
    expect(asked).toEqual([]);
  });

  it("knows the real root by the pinned fingerprint only", async () => {
    const report = await installBankCa({ folder, ...site(good()) });
    expect(report).toMatchObject({ ok: false, files: [{ reason: "wrong_fingerprint" }, { reason: "root_missing" }, { reason: "root_missing" }] });
    await expect(readdir(folder)).rejects.toThrow();
    expect(await bankCaState(folder)).toMatchObject({ installed: false, validTo: null });
  });

  it("takes a look-alike root for no root, and then nothing else", async () => {
    const report = await install({ ...good(), root: foreign.pem });
    expect(report).toMatchObject({ ok: false, files: [{ reason: "wrong_fingerprint" }, { reason: "root_missing" }, { reason: "root_missing" }] });
  });

  it("refuses an intermediate the root has not signed, and keeps the good one", async () => {
    const forged = await makeIntermediate("State Sub CA", foreign);
    const report = await install({ ...good(), rsa2024: forged.pem });
    expect(report).toMatchObject({ ok: true, files: [{ state: "installed" }, { state: "installed" }, { reason: "not_signed_by_root" }] });
    expect(await readdir(folder)).toHaveLength(2);
  });

  it("is not deceived by names and key ids of the root over a foreign signature", async () => {
    const impostor = { ...root, keys: { publicKey: root.keys.publicKey, privateKey: foreign.keys.privateKey } };
    const forged = await makeIntermediate("State Sub CA", impostor);
    const report = await install({ ...good(), rsa2024: forged.pem });
    expect(report.files[2]).toMatchObject({ state: "failed", reason: "not_signed_by_root" });
  });

  it.each<[string, () => Promise<Buffer | string>, string]>([
    ["a server certificate", async () => (await makeServerCertificate(["localhost"], root)).pem, "not_an_authority"],
    ["an expired intermediate", async () => (await makeIntermediate("Old", root, { notBefore: new Date("2020-01-01"), notAfter: new Date("2021-01-01") })).pem, "not_valid_now"],
    ["a page of HTML", () => Promise.resolve("<html>404</html>"), "not_a_certificate"],
    ["an empty file", () => Promise.resolve(""), "not_a_certificate"],
    ["nothing", () => Promise.reject(new Error("x")), "not_downloaded"],
  ])("refuses %s as an intermediate", async (_kind, make, reason) => {
    const file = await make().catch(() => null);
    const report = await install({ ...good(), sub_ca: file });
    expect(report.files[1]).toMatchObject({ state: "failed", reason });
    expect(report.ok).toBe(true);
  });

  it("is not enough without any intermediate", async () => {
    expect((await install({ ...good(), sub_ca: null, rsa2024: null })).ok).toBe(false);
    expect(await bankCaState(folder)).toMatchObject({ installed: false });
  });

  it("tries plain http when https does not answer: the content vouches for itself", async () => {
    const { asked, fetchFile } = site(good());
    const onlyHttp = (url: string) => (url.startsWith("https:") ? Promise.reject(new Error("tls")) : fetchFile(url));
    const report = await installBankCa({ folder, fingerprint: fingerprintOf(root), fetchFile: onlyHttp });
    expect(report.ok).toBe(true);
    expect(asked.every((url) => url.startsWith("http://"))).toBe(true);
  });

  it("replaces a damaged file and leaves nothing half-written", async () => {
    await install(good());
    await writeFile(path.join(folder, "russian-trusted-sub-2022.pem"), "-----BEGIN CERTIFICATE-----\nhalf");
    const report = await install(good());
    expect(report.files.map(({ state }) => state)).toEqual(["kept", "installed", "kept"]);
    expect((await readdir(folder)).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it("completes an installation with what it has when the root cannot be fetched again", async () => {
    await install({ ...good(), rsa2024: null });
    const report = await install({ ...good(), root: null });
    expect(report.files.map(({ state }) => state)).toEqual(["kept", "kept", "installed"]);
  });

  it("says so when the folder cannot be written", async () => {
    await writeFile(path.dirname(folder) + "/ca", "a file where the folder should be");
    expect(await install(good())).toMatchObject({ ok: false, files: [{ reason: "not_stored" }, {}, {}] });
  });

  it("survives two installations at once", async () => {
    const reports = await Promise.all([install(good()), install(good())]);
    expect(reports.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await readdir(folder)).toHaveLength(3);
  });
});
