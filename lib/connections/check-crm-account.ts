import { ProviderError } from "#lib/errors.ts";
import { crmClient } from "#lib/retailcrm/client.ts";
import type { CrmClient, CrmCredentials, CrmSite } from "#lib/retailcrm/crm-client.ts";
import { parseCrmUrl } from "#lib/retailcrm/domain-guard.ts";
import { crmUrlRules } from "#lib/retailcrm/domain-lists.ts";
import { missingScopes } from "#lib/retailcrm/required-scopes.ts";
import type { ConnectionCheckInput } from "./connection-schema.ts";

/**
 * Looks at an account step by step, so that a person learns which step failed and how to mend it
 * (protocols: retailcrm 3.2). Nothing is saved and nothing in the CRM is changed.
 */

export type CheckStepName = "address" | "account" | "key" | "permissions" | "stores";

export interface CheckStep {
  step: CheckStepName;
  ok: boolean;
  /** Key of the catalog "crm.check"; null when all is well. */
  problem: string | null;
  params: Record<string, string | number>;
}

export interface CrmAccount {
  /** Where the API is called from now on. */
  systemUrl: string;
  /** Wherever the key was seen to work: the same account may be known by any of them. */
  provenUrls: string[];
  publicUrl: string | null;
  credentials: CrmCredentials;
  sites: CrmSite[];
  timeZone: string | null;
  language: string | null;
}

export interface CheckedAccount {
  steps: CheckStep[];
  /** null when one of the first three steps failed: there is nothing to work with. */
  account: CrmAccount | null;
}

/** A person waits: short, and repeated once. */
const PATIENCE = { timeoutMs: 8_000, readAttempts: 2 } as const;

const good = (step: CheckStepName): CheckStep => ({ step, ok: true, problem: null, params: {} });
const bad = (step: CheckStepName, problem: string, params: CheckStep["params"] = {}): CheckStep => ({ step, ok: false, problem, params });

/** What only helps: its failure says nothing about the account. */
async function ifPossible<T>(asking: Promise<T>): Promise<T | null> {
  try {
    return await asking;
  } catch (error) {
    if (error instanceof ProviderError) return null;
    throw error;
  }
}

const accountProblems: Record<string, string> = {
  unreachable: "unreachable",
  tls: "tls",
  timeout: "no_answer",
  network: "no_answer",
  limited: "limited",
  no_account: "no_account",
  redirected: "redirected",
  http_403: "crm_trouble",
};

/** Only a CRM refuses in this way. */
const refusals = ["invalid", "payment_required", "failed"];

/** Key of the catalog "crm.check" for a question that failed. */
export function problemOf({ code, httpStatus = 0, vendorMessage }: ProviderError): Pick<CheckStep, "params"> & { problem: string } {
  if (code === "unauthorized" || code === "forbidden_scope") return { problem: "key_refused", params: {} };
  const known = accountProblems[code];
  if (known === undefined && httpStatus < 500 && (vendorMessage !== undefined || refusals.includes(code))) {
    return { problem: "refused", params: { message: vendorMessage ?? code } };
  }
  return { problem: known ?? (httpStatus >= 500 ? "crm_trouble" : "not_a_crm"), params: {} };
}

/** Which step a failed question about the key belongs to. */
function failedStep(error: ProviderError): CheckStep[] {
  const { problem, params } = problemOf(error);
  return problem === "key_refused" ? [good("account"), bad("key", problem)] : [bad("account", problem, params)];
}

const webAddress = (text: string | null): string | null => {
  if (text === null || !URL.canParse(text) || text.length > 255) return null;
  const url = new URL(text);
  return ["https:", "http:"].includes(url.protocol) && url.username === "" ? url.href.replace(/\/+$/, "") : null;
};

/** An address the account gives itself, once the same key proves to work there: a box may claim any. */
async function provenAddress(typed: string, named: string | null, apiKey: string): Promise<string | null> {
  const origin = named !== null && URL.canParse(named) ? new URL(named).origin : "";
  const address = parseCrmUrl(origin, crmUrlRules());
  if (!address.ok || address.origin === typed) return null;
  const works = await ifPossible(crmClient({ systemUrl: address.origin, apiKey }, { timeoutMs: 5_000, readAttempts: 1 }).credentials());
  return works && address.origin;
}

function permissionSteps(credentials: CrmCredentials, sites: readonly CrmSite[]): CheckStep[] {
  const missing = missingScopes(credentials);
  const permissions = missing.length === 0 ? good("permissions") : bad("permissions", "scopes_missing", { scopes: missing.join(", ") });
  const seen = credentials.sitesAvailable.length;
  if (credentials.siteAccess !== "access_selective") return [permissions, good("stores")];
  const all = Math.max(sites.length, seen);
  return [permissions, bad("stores", all > seen ? "some_stores" : "selective_stores", { seen, all })];
}

async function describe(crm: CrmClient, credentials: CrmCredentials, typed: string, apiKey: string): Promise<CrmAccount> {
  const info = await ifPossible(crm.systemInfo());
  const [technical, named, sites, settings] = await Promise.all([
    provenAddress(typed, info?.technicalUrl ?? null, apiKey),
    provenAddress(typed, info?.publicUrl ?? null, apiKey),
    ifPossible(crm.sites()),
    ifPossible(crm.settings()),
  ]);
  return {
    systemUrl: technical ?? typed, // survives renaming
    provenUrls: [typed, technical, named].filter((url) => url !== null),
    publicUrl: webAddress(info?.publicUrl ?? null),
    credentials,
    sites: sites ?? credentials.sitesAvailable.map((code) => ({ code, name: code, url: null, currency: null })),
    timeZone: settings?.timeZone ?? null,
    language: settings?.language ?? null,
  };
}

export async function checkCrmAccount({ systemUrl, apiKey }: ConnectionCheckInput): Promise<CheckedAccount> {
  const address = parseCrmUrl(systemUrl, crmUrlRules());
  if (!address.ok) return { steps: [bad("address", `url_${address.reason}`)], account: null };
  const crm = crmClient({ systemUrl: address.origin, apiKey }, PATIENCE);
  try {
    const [credentials, versions] = await Promise.all([crm.credentials(), ifPossible(crm.apiVersions())]);
    if (versions && versions.length > 0 && !versions.includes("5.0")) {
      return { steps: [good("address"), bad("account", "no_v5")], account: null };
    }
    const account = await describe(crm, credentials, address.origin, apiKey);
    const first = [good("address"), good("account"), good("key")];
    return { steps: [...first, ...permissionSteps(credentials, account.sites)], account };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return { steps: [good("address"), ...failedStep(error)], account: null };
  }
}
