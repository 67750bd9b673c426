import { AppError, ProviderError } from "#lib/errors.ts";
import type { Connection } from "#lib/generated/prisma/client.ts";
import { crmClient } from "#lib/retailcrm/client.ts";
import type { CrmSystemInfo } from "#lib/retailcrm/crm-client.ts";
import { type CrmHostKind, parseCrmUrl } from "#lib/retailcrm/domain-guard.ts";
import { crmUrlRules } from "#lib/retailcrm/domain-lists.ts";
import { apiKeyOf } from "./open-connection.ts";

/** What a proven message about an address changes. */
export type AddressChange = { kind: "none" } | { kind: "renamed"; publicUrl: string } | { kind: "moved"; systemUrl: string };

const QUICK = { timeoutMs: 4_000, readAttempts: 1 } as const;

const plain = (url: string): string => url.trim().replace(/\/+$/, "").toLowerCase();
const same = (a: string | null, b: string | null): boolean => a !== null && b !== null && plain(a) === plain(b);
const names = ({ technicalUrl, publicUrl }: CrmSystemInfo, url: string | null): boolean => same(technicalUrl, url) || same(publicUrl, url);

async function infoAt(systemUrl: string, apiKey: string | null): Promise<CrmSystemInfo | null> {
  try {
    return await crmClient({ systemUrl, apiKey }, QUICK).systemInfo();
  } catch (error) {
    if (error instanceof ProviderError) return null;
    throw error;
  }
}

/** The new address, asked without our key, says that it is the account we know. */
async function claimsToBe({ systemUrl, publicUrl }: Connection, origin: string): Promise<boolean> {
  const info = await infoAt(origin, null);
  return info !== null && (names(info, systemUrl) || names(info, publicUrl));
}

async function keyWorksAt(systemUrl: string, apiKey: string): Promise<boolean> {
  try {
    await crmClient({ systemUrl, apiKey }, QUICK).credentials();
    return true;
  } catch (error) {
    if (error instanceof ProviderError) return false;
    throw error;
  }
}

/**
 * May the API key be shown to this host at all? RetailCRM's own domains are run by RetailCRM, and the operator vouches
 * for the hosts he named. A box is run by one of its customers, who could claim anything: there the account we know
 * must have named the address itself.
 */
async function mayAskWithKey(connection: Connection, origin: string, kind: CrmHostKind, vouched: boolean): Promise<boolean> {
  if (vouched || kind === "saas") return true;
  return kind === "extra" && claimsToBe(connection, origin);
}

/**
 * Judges an address the CRM is said to have now (protocols: retailcrm 4.2). The caller knows the `clientId` and nothing
 * more, so the account we know is asked first; a new place for the key is believed only after the key has worked there.
 * Throws `invalid_input` or `conflict` for an address that is not proven.
 */
export async function proveAddress(connection: Connection, text: string): Promise<AddressChange> {
  const known = (url: string): boolean => same(url, connection.systemUrl) || same(url, connection.publicUrl);
  if (known(text)) return { kind: "none" };
  const parsed = parseCrmUrl(text, crmUrlRules());
  if (parsed.ok && known(parsed.origin)) return { kind: "none" };
  const apiKey = apiKeyOf(connection);
  const info = await infoAt(connection.systemUrl, apiKey);
  const vouched = info !== null && (names(info, text) || (parsed.ok && names(info, parsed.origin)));
  if (vouched && same(info.technicalUrl, connection.systemUrl)) return { kind: "renamed", publicUrl: text.trim() };
  if (!parsed.ok) throw new AppError("invalid_input", { fields: { systemUrl: [`crm.check.url_${parsed.reason}.text`] } });
  const { origin, kind } = parsed;
  const proven = (await mayAskWithKey(connection, origin, kind, vouched)) && (await keyWorksAt(origin, apiKey));
  if (!proven) throw new AppError("conflict", { reason: "crm.address_not_proven" });
  return { kind: "moved", systemUrl: origin };
}
