import { readdirSync, readFileSync, statSync } from "node:fs";
import type { LookupFunction } from "node:net";
import path from "node:path";
import { createSecureContext, getCACertificates, type SecureContext } from "node:tls";
import { Agent, buildConnector } from "undici";
import { env } from "../env.ts";

/**
 * Connections to bank hosts, and only to them. The bank's certificates are issued by a Russian state CA that no
 * standard store contains, and its servers were seen to send the wrong intermediate: so the installed root AND its
 * intermediates stand beside the usual roots (protocols: alfabank 1.5). Verification is never switched off.
 */

export interface TrustPlaces {
  /** Folder of certificates installed by `ca:install`; may be missing. */
  folder: string;
  /** PEM file with further roots, from ALFABANK_EXTRA_CA. */
  extraFile: string | null;
}

export const bankCaFolder = (dataDir = env().dataDir): string => path.join(dataDir, "ca");

const pemFiles = ({ folder, extraFile }: TrustPlaces): string[] => {
  let installed: string[] = [];
  try {
    installed = readdirSync(folder).filter((name) => name.endsWith(".pem"));
  } catch {
    // nothing installed
  }
  return [...installed.sort().map((name) => path.join(folder, name)), ...(extraFile === null ? [] : [extraFile])];
};

/** Changes as soon as a certificate is added, replaced or removed, also by another process. */
const stampOf = (files: readonly string[]): string =>
  files
    .map((file) => {
      const stat = statSync(file, { throwIfNoEntry: false });
      return `${file}:${(stat?.mtimeMs ?? 0).toString()}:${(stat?.size ?? 0).toString()}`;
    })
    .join("|");

const usualRoots = (): string[] => [...new Set([...getCACertificates("default"), ...getCACertificates("system")])];

/** Every certificate of the file: TLS would read only the first one of a bundle given as one entry of a list. */
export const certificatesIn = (pem: string): string[] =>
  pem.match(/-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[\s\S]+?-----END (?:TRUSTED |X509 )?CERTIFICATE-----/g) ?? [];

const secureContextOf = (files: readonly string[]): SecureContext => {
  const added = files.flatMap((file) => certificatesIn(readFileSync(file, "utf8")));
  return createSecureContext({ ca: [...usualRoots(), ...added], minVersion: "TLSv1.2" });
};

/** A failure to connect, named so that the exchange knows no byte of a request has left. */
const notConnected = (error: Error): Error => {
  const code = "code" in error ? String(error.code) : "";
  const keepsItsName = /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)/.test(code);
  return keepsItsName ? error : Object.assign(new Error(error.message, { cause: error }), { code: "HUB_NOT_CONNECTED" });
};

/** @param lookup another name resolution, for the test of a bank whose first address is dead */
export function bankAgent(secureContext: SecureContext, lookup?: LookupFunction): Agent {
  const connect = buildConnector({
    secureContext,
    allowH2: false,
    timeout: 5_000,
    // A dead first address costs a second, not the payment.
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: 1_000,
    ...(lookup !== undefined && { lookup }),
  });
  return new Agent({
    // An idle connection the bank closes at the moment we write to it leaves a payment in doubt: keep none for long.
    keepAliveTimeout: 3_000,
    keepAliveMaxTimeout: 3_000,
    connect: (options, callback) => {
      connect(options, (error, socket) => {
        if (error) callback(notConnected(error), null);
        else callback(null, socket);
      });
    },
  });
}

interface Current {
  stamp: string;
  agent: Agent;
}

const shared = globalThis as { hubBankAgent?: Current };

/** The connections to the bank, made anew when the trusted certificates have changed. */
export function bankDispatcher(): Agent {
  const files = pemFiles({ folder: bankCaFolder(), extraFile: env().alfabankExtraCa });
  const stamp = stampOf(files);
  const current = shared.hubBankAgent;
  if (current?.stamp === stamp) return current.agent;
  const agent = bankAgent(secureContextOf(files));
  shared.hubBankAgent = { stamp, agent };
  // Requests under way end in peace on the old one.
  void current?.agent.close();
  return agent;
}
