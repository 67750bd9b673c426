import type { LookupFunction } from "node:net";
import { createSecureContext, getCACertificates, type SecureContext, TLSSocket } from "node:tls";
import { Agent, buildConnector } from "undici";
import { tlsCode } from "#lib/http/exchange.ts";

/**
 * Connections to bank hosts, and only to them. The bank's certificates are issued by a Russian state CA that no
 * standard store contains, and its servers were seen to send the wrong intermediate: so the root AND its
 * intermediates stand beside the usual roots (protocols: alfabank 1.5). Verification is never switched off.
 */

/** A certificate nobody trusted; names who issued it, because that is the one to install. */
interface UntrustedError extends Error {
  code: string;
  issuer: string | null;
}

const codeOf = (error: Error): string => ("code" in error ? String(error.code) : "");

const untrusted = (error: Error, issuer: string | null): UntrustedError => {
  const message = issuer === null ? error.message : `${error.message}; the certificate was issued by "${issuer}"`;
  const code = tlsCode.test(codeOf(error)) ? codeOf(error) : "CERT_REJECTED";
  return Object.assign(new Error(message, { cause: error }), { code, issuer });
};

/** Named so that the exchange knows that no byte of a request has left. */
const notConnected = (error: Error): Error =>
  Object.assign(new Error(error.message, { cause: error }), { code: "HUB_NOT_CONNECTED" });

/** Not `getPeerX509Certificate`: after it Node 24 finds no names in the certificate when it checks the host. */
const issuerOf = (socket: TLSSocket): string | null => {
  const { issuer } = socket.getPeerCertificate() as { issuer?: { CN?: string | string[]; O?: string | string[] } };
  const name = issuer?.CN ?? issuer?.O;
  return (Array.isArray(name) ? name[0] : name) ?? null;
};

/** The usual roots of Node and of the system, and these; intermediates complete a chain the server sends wrongly. */
export const bankTrust = (certificates: readonly string[]): SecureContext =>
  createSecureContext({
    ca: [...new Set([...getCACertificates("default"), ...getCACertificates("system"), ...certificates])],
    minVersion: "TLSv1.2",
  });

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
  const connectNamed: buildConnector.connector = (options, callback) => {
    let issuer: string | null = null;
    let judged = false;
    // Typed as nothing, it is the socket: undici's own connector returns it.
    const open: (...args: Parameters<buildConnector.connector>) => unknown = connect;
    const socket = open(options, (error, connected) => {
      if (error === null) callback(null, connected);
      else callback(judged || tlsCode.test(codeOf(error)) ? untrusted(error, issuer) : notConnected(error), null);
    });
    // Before Node judges the certificate: afterwards the socket is gone.
    if (socket instanceof TLSSocket) {
      socket.prependListener("secure", () => {
        judged = true;
        issuer = issuerOf(socket);
      });
    }
  };
  return new Agent({
    // An idle connection the bank closes at the moment we write to it leaves a payment in doubt: keep none for long.
    keepAliveTimeout: 3_000,
    keepAliveMaxTimeout: 3_000,
    connect: connectNamed,
  });
}
