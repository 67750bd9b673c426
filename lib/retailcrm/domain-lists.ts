import { readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { env } from "#lib/env.ts";
import { exchange } from "#lib/http/exchange.ts";
import { log } from "#lib/log.ts";
import { crmAgent } from "./crm-agent.ts";
import type { CrmUrlRules } from "./domain-guard.ts";

/**
 * The domains of RetailCRM accounts, published by RetailCRM and refreshed hourly (protocols: retailcrm 1.6).
 * Without the network the last good copy holds, and without that the list built in here.
 */

type Lists = Pick<CrmUrlRules, "saasDomains" | "boxHosts">;

const builtIn: Lists = {
  saasDomains: [
    "retailcrm.ru", "retailcrm.pro", "retailcrm.es", "retailcrm.io", "simla.com", "simla.io", "simlachat.com", "ecomlogic.com",
  ],
  boxHosts: [
    "retailcrm.tvoydom.ru", "retailcrm.inventive.ru", "ecom.inventive.ru", "crm.baucenter.ru", "crm.holodilnik.ru", "crm.eco.lanit.ru",
  ],
};

const SOURCES = {
  saasDomains: "https://infra-data.retailcrm.tech/crm-domains.json",
  boxHosts: "https://infra-data.retailcrm.tech/box-domains.json",
} as const;

const HOUR_MS = 3_600_000;
const TIMEOUT_MS = 10_000;

const shared = globalThis as { hubCrmDomains?: Lists; hubCrmDomainTimer?: NodeJS.Timeout };

/** A single label such as "ru" would open the guard to everybody, so an entry needs a dot inside. */
const hostName = z
  .string()
  .toLowerCase()
  .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/)
  .max(253);

const published = z
  .object({ domains: z.array(z.object({ domain: hostName })).min(1).max(10_000) })
  .transform(({ domains }) => domains.map(({ domain }) => domain));

const stored = z.object({ saasDomains: z.array(hostName).min(1), boxHosts: z.array(hostName) });

const copyPath = (): string => path.join(env().dataDir, "crm-domains.json");

export function readPublishedList(text: string): string[] {
  return published.parse(JSON.parse(text));
}

async function download(url: string): Promise<string[]> {
  const answer = await exchange({ method: "GET", url, timeoutMs: TIMEOUT_MS, dispatcher: crmAgent(), maxBytes: 1_000_000 });
  if (answer.status !== 200) throw new Error(`HTTP ${String(answer.status)}`);
  return readPublishedList(answer.text);
}

export interface RefreshOptions {
  download?: (url: string) => Promise<string[]>;
  file?: string;
}

/** Fetches both lists and keeps a copy. A failure changes nothing and is only logged. */
export async function refreshCrmDomains({ download: fetchList = download, file = copyPath() }: RefreshOptions = {}): Promise<boolean> {
  try {
    const [saasDomains, boxHosts] = await Promise.all([fetchList(SOURCES.saasDomains), fetchList(SOURCES.boxHosts)]);
    shared.hubCrmDomains = { saasDomains, boxHosts };
    const draft = `${file}.${String(process.pid)}.new`;
    await writeFile(draft, JSON.stringify(shared.hubCrmDomains));
    await rename(draft, file);
    return true;
  } catch (error) {
    log.info({ error }, "the list of RetailCRM domains could not be refreshed; the last good one holds");
    return false;
  }
}

/** The last good copy from the disk, if there is one. It lies in DATA_DIR: the build is told not to look for it. */
export async function loadCrmDomains(file = copyPath()): Promise<boolean> {
  try {
    shared.hubCrmDomains = stored.parse(JSON.parse(await readFile(/* turbopackIgnore: true */ file, "utf8")));
    return true;
  } catch {
    return false;
  }
}

/** Called once by each process that serves or works. Waits for the copy on the disk, never for the network. */
export async function startCrmDomainRefresh(): Promise<void> {
  await loadCrmDomains();
  void refreshCrmDomains();
  clearInterval(shared.hubCrmDomainTimer);
  shared.hubCrmDomainTimer = setInterval(() => void refreshCrmDomains(), HOUR_MS).unref();
}

/** The rules as of now: published domains and the operator's own hosts. */
export const crmUrlRules = (): CrmUrlRules => ({ ...(shared.hubCrmDomains ?? builtIn), extraHosts: env().extraCrmHosts });
