import type { ProviderError } from "#lib/errors.ts";
import { errorText } from "#lib/i18n/error-text.ts";
import { storable } from "#lib/written-text.ts";

/** Why the CRM refused, stored as code and its own words, and told in the reader's language. */

const known = new Set([
  "unreachable", "tls", "timeout", "network", "no_account", "redirected", "limited", "unauthorized", "forbidden_scope",
  "payment_required", "invalid", "not_found", "failed", "not_json", "bad_answer",
]);

/** Key in the catalog "crm.reasons". */
const keyOf = (code: string): string => {
  if (known.has(code)) return code;
  return code.startsWith("http_5") ? "trouble" : "refused";
};

const vendorWords = ({ vendorMessage, errors }: ProviderError): string =>
  storable([vendorMessage, ...errors].filter((text, index, all) => text && all.indexOf(text) === index).join("; "), 400);

/** "invalid|Errors in the entity format; name: This value is too long." */
export const storedReason = (error: ProviderError): string => `${error.code}|${vendorWords(error)}`;

/** What the CRM answered, for people; its own words only where it gave any. */
export function reasonText(locale: string, stored: string): string {
  const bar = stored.indexOf("|");
  const code = bar < 0 ? stored : stored.slice(0, bar);
  const words = bar < 0 ? "" : stored.slice(bar + 1);
  const text = errorText(locale, `crm.reasons.${keyOf(code)}`);
  return words === "" ? text : `${text} (${words})`;
}
