import { ProviderError, type ProviderOutcome } from "#lib/errors.ts";
import type { Answer } from "#lib/http/exchange.ts";
import { retryAfterOf } from "#lib/http/retry-after.ts";
import { storable } from "#lib/written-text.ts";
import { numberText, readCrmJson } from "./crm-json.ts";

/** What an answer of the CRM says went wrong (protocols: retailcrm 1.5). */

export type JsonRecord = Record<string, unknown>;

const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function readBody(text: string): JsonRecord | null {
  try {
    const value = readCrmJson(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

/** `errors` is a list, or a map by field name, possibly nested. */
function flattenErrors(value: unknown, path = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((inner) => flattenErrors(inner, path));
  if (isRecord(value)) return Object.entries(value).flatMap(([key, inner]) => flattenErrors(inner, path ? `${path}.${key}` : key));
  const words = numberText(value);
  return words === undefined ? [] : [path ? `${path}: ${words}` : words];
}

const noAccount = /account does not exist/i;
const wrongKey = /apikey/i;

/** 503 is what older accounts say when the limit is passed, but also what any proxy says in trouble. */
function codeOf(status: number, message: string, isHtml: boolean): { code: string; outcome: ProviderOutcome } {
  const definite = (code: string) => ({ code, outcome: "rejected" as const });
  if (status === 429) return definite("limited");
  if (status === 503) return { code: "limited", outcome: "unknown" };
  if (status >= 500) return { code: `http_${String(status)}`, outcome: "unknown" };
  if (noAccount.test(message) || (isHtml && status === 405)) return definite("no_account");
  if (status >= 300 && status < 400) return definite("redirected");
  if (status === 403 && /access denied/i.test(message) && !wrongKey.test(message)) return definite("forbidden_scope");
  // A firewall on the way says so in a page: nothing about the key, for which everything would stop.
  if (status === 403 && isHtml) return { code: "http_403", outcome: "unknown" };
  if (status === 401 || status === 403) return definite("unauthorized");
  if (status === 402) return definite("payment_required");
  if (status === 404) return definite("not_found");
  if (status === 400) return definite(isHtml ? "http_400" : "invalid");
  return status >= 400 ? definite(`http_${String(status)}`) : definite("failed");
}

/** Did the call succeed? Never by the status alone: `success:false` also comes with 200. */
export function successOf({ status, text, headers }: Answer): JsonRecord | ProviderError {
  const body = readBody(text);
  const ok = status >= 200 && status < 300;
  if (ok && body?.["success"] === true) return body;
  if (ok && typeof body?.["success"] !== "boolean") {
    const code = body === null ? "not_json" : "bad_answer";
    return new ProviderError("unknown", `RetailCRM: ${code}`, { code, httpStatus: status });
  }
  const message = typeof body?.["errorMsg"] === "string" ? body["errorMsg"] : "";
  const errors = flattenErrors(body?.["errors"]).slice(0, 50);
  const { code, outcome } = codeOf(status, message, body === null);
  const words = message || errors[0];
  return new ProviderError(outcome, `RetailCRM: ${code}, HTTP ${String(status)}`, {
    code,
    httpStatus: status,
    errors,
    retryAfterSeconds: retryAfterOf(headers),
    ...(words !== undefined && { vendorMessage: storable(words, 1_000) }),
  });
}
