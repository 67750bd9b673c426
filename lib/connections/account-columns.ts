import { isTimeZone } from "#lib/clock.ts";
import type { CrmAccount } from "./check-crm-account.ts";

/** Texts of the hub exist in two languages; other accounts get English. */
export const localeOf = (language: string): "ru" | "en" => (/^ru\b/i.test(language) ? "ru" : "en");

/** What was learnt about an account; what could not be learnt leaves the stored value alone. */
export function accountColumns({ publicUrl, credentials, sites, timeZone, language }: CrmAccount) {
  return {
    ...(publicUrl !== null && { publicUrl }),
    scopes: credentials.scopes,
    credentials: credentials.credentials,
    siteAccess: credentials.siteAccess,
    sites: sites.map(({ code, name, url, currency }) => ({ code, name, url, currency })),
    ...(timeZone !== null && isTimeZone(timeZone) && { timeZone }),
    ...(language !== null && { locale: localeOf(language) }),
  };
}
