import type { X509Certificate } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { now } from "#lib/clock.ts";
import { randomBase36 } from "#lib/ids.ts";
import { log } from "#lib/log.ts";
import { type CaFile, intermediateFiles, ROOT_FINGERPRINT, rootFile } from "./ca-files.ts";
import { bankCaFolder } from "./ca-store.ts";
import { fetchFile } from "./fetch-file.ts";
import { type CaVerdict, judgeIntermediate, judgeRoot } from "./judge-certificate.ts";

type CaReason = Extract<CaVerdict, { ok: false }>["reason"] | "not_downloaded" | "not_stored" | "root_missing";

interface CaFileReport {
  name: CaFile["name"];
  /** kept: a good one was already there. */
  state: "installed" | "kept" | "failed";
  reason: CaReason | null;
  subject: string | null;
  fingerprint: string | null;
  validTo: string | null;
}

export interface CaReport {
  /** The root and at least one intermediate are in place, which is what the bank's hosts need. */
  ok: boolean;
  folder: string;
  files: CaFileReport[];
}

export interface CaOptions {
  fetchFile?: (url: string) => Promise<Buffer>;
  folder?: string;
  /** SHA-256 of the only root accepted. */
  fingerprint?: string;
}

export const caPath = (folder: string, { name }: Pick<CaFile, "name">): string => path.join(folder, `${name}.pem`);

const readStored = (file: string): Promise<Buffer | null> => readFile(file).catch(() => null);

/** Whole or not at all, also when two processes install at once. */
async function store(file: string, certificate: X509Certificate): Promise<void> {
  const draft = `${file}.${randomBase36(8)}.tmp`;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(draft, certificate.toString(), { mode: 0o644, flush: true });
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}

const subjectOf = (certificate: X509Certificate): string => /(?:^|\n)CN=(.+)/.exec(certificate.subject)?.[1] ?? certificate.subject;

const success = (name: CaFile["name"], state: "installed" | "kept", certificate: X509Certificate): CaFileReport => ({
  name,
  state,
  reason: null,
  subject: subjectOf(certificate),
  fingerprint: certificate.fingerprint256,
  validTo: certificate.validToDate.toISOString(),
});

const caFailure = (name: CaFile["name"], reason: CaReason): CaFileReport => ({
  name,
  state: "failed",
  reason,
  subject: null,
  fingerprint: null,
  validTo: null,
});

type Judge = (bytes: Buffer) => CaVerdict;

interface Installed {
  report: CaFileReport;
  certificate: X509Certificate | null;
}

type Fetched = { verdict: Extract<CaVerdict, { ok: true }>; reason: null } | { verdict: null; reason: CaReason };

/** The first of the addresses whose file proves itself. */
async function fetchFirst(urls: readonly string[], judge: Judge, fetch: (url: string) => Promise<Buffer>): Promise<Fetched> {
  let reason: CaReason = "not_downloaded";
  for (const url of urls) {
    try {
      const verdict = judge(await fetch(url));
      if (verdict.ok) return { verdict, reason: null };
      reason = verdict.reason;
    } catch (error) {
      log.warn({ error, url }, "certificate not downloaded");
    }
  }
  return { verdict: null, reason };
}

async function installFile(file: CaFile, judge: Judge, folder: string, fetch: (url: string) => Promise<Buffer>): Promise<Installed> {
  const target = caPath(folder, file);
  const stored = await readStored(target);
  const kept = stored && judge(stored);
  if (kept?.ok === true) return { report: success(file.name, "kept", kept.certificate), certificate: kept.certificate };
  const { verdict, reason } = await fetchFirst(file.urls, judge, fetch);
  if (verdict === null) return { report: caFailure(file.name, reason), certificate: null };
  try {
    await store(target, verdict.certificate);
  } catch (error) {
    log.error({ error, target }, "certificate not stored");
    return { report: caFailure(file.name, "not_stored"), certificate: null };
  }
  return { report: success(file.name, "installed", verdict.certificate), certificate: verdict.certificate };
}

/**
 * Fetches the official certificates and keeps those that prove themselves: the root by its pinned fingerprint, the
 * intermediates by the root's signature. Safe to repeat; what is already good is not fetched again. Never throws for
 * a file that cannot be had: the report says which and why.
 */
export async function installBankCa(options: CaOptions = {}): Promise<CaReport> {
  const { folder = bankCaFolder(), fingerprint = ROOT_FINGERPRINT, fetchFile: fetch = fetchFile } = options;
  const at = now();
  const root = await installFile(rootFile, (bytes) => judgeRoot(bytes, fingerprint, at), folder, fetch);
  const { certificate } = root;
  const others =
    certificate === null
      ? intermediateFiles.map(({ name }) => caFailure(name, "root_missing"))
      : await Promise.all(
          intermediateFiles.map(async (file) => {
            const judge: Judge = (bytes) => judgeIntermediate(bytes, certificate, at);
            return (await installFile(file, judge, folder, fetch)).report;
          }),
        );
  const ok = certificate !== null && others.some(({ state }) => state !== "failed");
  return { ok, folder, files: [root.report, ...others] };
}
