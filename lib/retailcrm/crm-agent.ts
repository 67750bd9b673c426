import { lookup as dnsLookup, type LookupAddress, type LookupOptions } from "node:dns";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { Agent, buildConnector, type Dispatcher } from "undici";
import { env } from "#lib/env.ts";
import { type CrmUrlRules, isExtraHost } from "./domain-guard.ts";
import { isPublicAddress } from "./public-address.ts";

/**
 * Connections to CRM accounts. The name is resolved once per connection, every address it resolves to is checked,
 * and the connection is made to just these addresses: a name cannot answer one thing to the check and another to the call.
 */

const CONNECT_TIMEOUT_MS = 5_000;

/** `dns.lookup`, asked for all addresses. */
export type Resolve = (
  hostname: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export interface CrmAgentOptions {
  extraHosts: () => CrmUrlRules["extraHosts"];
  resolve?: Resolve;
}

/** `exchange` knows this code as "no byte left us". */
const refused = (hostname: string): Error =>
  Object.assign(new Error(`address refused: ${hostname}`), { code: "HUB_ADDRESS_REFUSED" });

const unbracketed = (hostname: string): string => hostname.replace(/^\[(.*)\]$/, "$1");

type Verdict = (hostname: string, addresses: readonly LookupAddress[]) => Error | null;

/** An answer that mixes public and inner addresses is no honest answer either. */
const allPublic: Verdict = (hostname, addresses) =>
  addresses.length > 0 && addresses.every(({ address }) => isPublicAddress(address)) ? null : refused(hostname);

const lookupWith =
  (resolve: Resolve, judge: Verdict): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      callback(error ?? judge(hostname, addresses), addresses);
    });
  };

export function crmAgentFor({ extraHosts, resolve = dnsLookup }: CrmAgentOptions): Dispatcher {
  const timeout = { timeout: CONNECT_TIMEOUT_MS, autoSelectFamily: true };
  const guarded = buildConnector({ ...timeout, lookup: lookupWith(resolve, allPublic) });
  const open = buildConnector({ ...timeout, lookup: lookupWith(resolve, () => null) });
  return new Agent({
    connections: 16,
    keepAliveTimeout: 10_000,
    connect: (options, callback) => {
      const port = Number(options.port || (options.protocol === "https:" ? 443 : 80));
      if (isExtraHost(options.hostname, port, extraHosts())) {
        open(options, callback);
        return;
      }
      // An address instead of a name never reaches the lookup.
      if (ipaddr.isValid(unbracketed(options.hostname))) callback(refused(options.hostname), null);
      else guarded(options, callback);
    },
  });
}

// One pool of connections per process, although Next bundles a copy of this module of its own.
const shared = globalThis as { hubCrmAgent?: Dispatcher };

export const crmAgent = (): Dispatcher => (shared.hubCrmAgent ??= crmAgentFor({ extraHosts: () => env().extraCrmHosts }));
