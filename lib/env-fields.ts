import ipaddr from "ipaddr.js";
import { z } from "zod";

/** The single fields of the environment. Messages never repeat the value: it may be a secret in the wrong place. */

const isLoopbackHost = (hostname: string): boolean =>
  hostname === "localhost" ||
  hostname.endsWith(".localhost") ||
  hostname === "[::1]" ||
  /^127(\.\d{1,3}){3}$/.test(hostname);

const parseUrl = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null);

/** A plain base address: http(s), no user, query or fragment; http only on this machine. */
const baseUrl = (httpRule: string) =>
  z.string().transform((text, context) => {
    const url = parseUrl(text);
    const fail = (message: string) => {
      context.addIssue({ code: "custom", message });
      return z.NEVER;
    };
    if (url === null || !["http:", "https:"].includes(url.protocol)) return fail("must be an http(s) address");
    if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
      return fail("must be a plain address without user, query or fragment");
    }
    if (url.protocol === "http:" && !isLoopbackHost(url.hostname)) return fail(httpRule);
    return url;
  });

const withoutSlash = (url: URL): string => url.href.replace(/\/+$/, "");

export const originUrl = baseUrl("must use https (http is for loopback addresses only)")
  .refine((url) => url.pathname === "/", "must be an address without a path")
  .transform(withoutSlash);

export const shortUrl = baseUrl("must use https (http is for loopback addresses only)").transform(withoutSlash);

export const bankUrl = baseUrl("must use https, or http on a loopback address").transform(
  (url) => `${withoutSlash(url)}/`,
);

export const port = z
  .string()
  .regex(/^\d{1,5}$/, "must be a whole number from 1 to 65535")
  .transform(Number)
  .refine((value) => value >= 1 && value <= 65_535, "must be a whole number from 1 to 65535");

export const days = z
  .string()
  .regex(/^\d{1,5}$/, "must be a whole number of days, 0 for ever")
  .transform(Number);

/** `name=0.02,other=0.5`: shares from 0 to 1 by name. */
export const shares = z
  .string()
  .regex(/^[a-z-]+=(0(\.\d+)?|1)(,[a-z-]+=(0(\.\d+)?|1))*$/, "must be name=share pairs with shares from 0 to 1")
  .transform((text): ReadonlyMap<string, number> => new Map(text.split(",").map((pair) => [pair.slice(0, pair.indexOf("=")), Number(pair.slice(pair.indexOf("=") + 1))])));

export const host = z
  .string()
  .refine(
    (text) => ipaddr.isValid(text) || /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i.test(text),
    "must be an address or a host name",
  );

export const databaseUrl = z
  .string()
  .refine(
    (text) => /^postgres(ql)?:\/\//.test(text) && URL.canParse(text),
    "must be a postgresql:// connection string",
  );

const isKey = (entry: string): boolean => {
  const match = /^v1:([A-Za-z0-9+/_-]+={0,2})$/.exec(entry);
  return match?.[1] !== undefined && Buffer.from(match[1], "base64").length === 32;
};

const list = z.string().transform((text) =>
  text
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== ""),
);

export const encryptionKeys = list.refine(
  (entries) => entries.length > 0 && entries.every(isKey),
  "must be v1:<base64 of 32 bytes>, or several of them separated by commas",
);

const isNetwork = (text: string): boolean => ipaddr.isValid(text) || ipaddr.isValidCIDR(text);

export const networks = list.refine(
  (entries) => entries.every(isNetwork),
  "must be addresses or CIDR ranges separated by commas",
);

const parseHostPort = (entry: string): { host: string; port: number | null } | null => {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::(\d{1,5}))?$/i.exec(entry);
  if (match?.[1] === undefined) return null;
  const number = match[2] === undefined ? null : Number(match[2]);
  return number !== null && (number < 1 || number > 65_535) ? null : { host: match[1].toLowerCase(), port: number };
};

export const hostList = list.transform((entries, context) => {
  const parsed = entries.map(parseHostPort);
  if (parsed.includes(null)) {
    context.addIssue({ code: "custom", message: "must be host or host:port entries separated by commas" });
    return z.NEVER;
  }
  return parsed.filter((entry) => entry !== null);
});

/** What the process tells the product about its built-in simulators; set by the server, not by people. */
export const sandboxOffer = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: "custom", message: "must be JSON" });
      return z.NEVER;
    }
  })
  .pipe(
    z.object({
      bankUrl: z.string(),
      bankPageHosts: z.array(z.string()),
      bankLogin: z.string(),
      bankPassword: z.string(),
      crmUrl: z.string(),
      crmApiKey: z.string(),
      crmPageUrl: z.string(),
      bankPageUrl: z.string(),
      /** Where what goes wrong can be arranged, for rehearsing it; absent: it cannot be. */
      control: z.object({ bankUrl: z.string(), crmUrl: z.string() }).optional(),
    }),
  );
