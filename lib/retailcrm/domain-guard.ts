import ipaddr from "ipaddr.js";

/**
 * Which addresses may be a RetailCRM account (protocols: retailcrm 1.6). An address decides where an API key is sent,
 * so anything that is not plainly an account on a known domain is refused.
 */

export interface CrmUrlRules {
  /** Parent domains of hosted accounts, e.g. "retailcrm.ru" for "demo.retailcrm.ru". */
  saasDomains: readonly string[];
  /** Whole hosts of boxed installations. */
  boxHosts: readonly string[];
  /** Named by the operator; http is allowed for these only. `port: null` allows any port. */
  extraHosts: readonly { host: string; port: number | null }[];
}

export type CrmUrlRefusal =
  | "empty"
  | "not_a_url"
  | "not_https"
  | "has_userinfo"
  | "has_port"
  | "has_path"
  | "has_query"
  | "ip_address"
  | "unknown_domain";

/** `saas`: run by RetailCRM itself. `box`: run by a customer. `extra`: vouched for by the operator of this hub. */
export type CrmHostKind = "saas" | "box" | "extra";

export type ParsedCrmUrl = { ok: true; origin: string; kind: CrmHostKind } | { ok: false; reason: CrmUrlRefusal };

const MAX_LENGTH = 255;
const scheme = /^[a-z][a-z0-9+.-]*:\/\//i;

const withoutTrailingDot = (hostname: string): string => hostname.replace(/\.$/, "");
const unbracketed = (hostname: string): string => hostname.replace(/^\[(.*)\]$/, "$1");

/** Also names that only a URL parser calls numbers are addresses by now: "2130706433" has become 127.0.0.1. */
const isIpAddress = (hostname: string): boolean => ipaddr.isValid(unbracketed(hostname));

const effectivePort = (url: URL): number => Number(url.port || (url.protocol === "https:" ? 443 : 80));

export function isExtraHost(hostname: string, port: number, extraHosts: CrmUrlRules["extraHosts"]): boolean {
  const name = unbracketed(hostname);
  return extraHosts.some((extra) => unbracketed(extra.host) === name && (extra.port === null || extra.port === port));
}

function kindOf(hostname: string, rules: CrmUrlRules): CrmHostKind | null {
  if (rules.saasDomains.includes(hostname.slice(hostname.indexOf(".") + 1)) && hostname.indexOf(".") > 0) return "saas";
  return rules.boxHosts.includes(hostname) ? "box" : null;
}

/** Parts that must not be there at all; looked for in the text, because a URL parser forgets empty ones. */
function unwantedPart(text: string, url: URL): CrmUrlRefusal | null {
  if (text.includes("@") || url.username !== "" || url.password !== "") return "has_userinfo";
  if (/[?#]/.test(text)) return "has_query";
  return url.pathname === "/" ? null : "has_path";
}

/**
 * The address as typed by a person or sent by a CRM to its canonical origin, without a trailing slash.
 * A missing scheme is read as https. The answer's `origin` is what may be stored and called; never the text itself.
 */
export function parseCrmUrl(text: string, rules: CrmUrlRules): ParsedCrmUrl {
  const trimmed = text.trim();
  if (trimmed === "") return { ok: false, reason: "empty" };
  const full = scheme.test(trimmed) ? trimmed : `https://${trimmed}`;
  // A URL parser drops tabs and line breaks and reads "\" as "/": nobody writes an account's address that way.
  if (trimmed.length > MAX_LENGTH || /[\s\\\u0000-\u001f\u007f]/.test(full) || !URL.canParse(full)) {
    return { ok: false, reason: "not_a_url" };
  }
  const url = new URL(full);
  if (url.protocol !== "https:" && url.protocol !== "http:") return { ok: false, reason: "not_https" };
  url.hostname = withoutTrailingDot(url.hostname);
  const unwanted = unwantedPart(full, url);
  if (unwanted !== null) return { ok: false, reason: unwanted };
  if (isExtraHost(url.hostname, effectivePort(url), rules.extraHosts)) return { ok: true, origin: url.origin, kind: "extra" };
  if (url.protocol !== "https:") return { ok: false, reason: "not_https" };
  if (isIpAddress(url.hostname)) return { ok: false, reason: "ip_address" };
  if (url.port !== "") return { ok: false, reason: "has_port" };
  const kind = kindOf(url.hostname, rules);
  return kind === null ? { ok: false, reason: "unknown_domain" } : { ok: true, origin: url.origin, kind };
}
