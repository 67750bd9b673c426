import { connect, type ConnectionOptions, type TLSSocket } from "node:tls";

/** What our public address shows to whoever calls it. */
export type ServedCertificate =
  | { seen: "nothing"; reason: string }
  /** Node's code for a chain that does not end at a root everybody trusts, for another name or a date gone by. */
  | { seen: "distrusted"; code: string }
  | {
      seen: "trusted";
      keyType: string;
      keyBits: number | null;
      /** Does the server also have an RSA certificate for callers who want one? */
      offersRsa: boolean;
      validTo: Date;
    };

export interface CertificateFinding {
  verdict: "ok" | "warn" | "bad";
  text: string;
}

const TIMEOUT_MS = 5_000;

/** Node's codes for a certificate that was shown and not believed. */
const distrust = /^(ERR_TLS_CERT|CERT_|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|INVALID_CA)/;

/** Only a server with an RSA key can agree to one of these. */
const rsaOnly: ConnectionOptions = {
  maxVersion: "TLSv1.2",
  ciphers: "ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-CHACHA20-POLY1305",
};

function shakeHands<T>(publicUrl: string, options: ConnectionOptions, look: (socket: TLSSocket) => T): Promise<T> {
  const { hostname, port } = new URL(publicUrl);
  const host = hostname.replace(/^\[|\]$/g, "");
  const servername = /^[\d.]+$|:/.test(host) ? {} : { servername: host };
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port: Number(port || 443), ...servername, ...options });
    socket.setTimeout(TIMEOUT_MS, () => {
      socket.destroy(new Error("no answer"));
    });
    socket.once("error", reject);
    socket.once("secureConnect", () => {
      resolve(look(socket));
      socket.destroy();
    });
  });
}

/** Looks at the certificate as the bank would, from this machine. `ca` is for tests: roots trusted instead of the usual ones. */
export async function readServedCertificate(publicUrl: string, ca?: string): Promise<ServedCertificate> {
  const trust = ca === undefined ? {} : { ca };
  try {
    const seen = await shakeHands(publicUrl, trust, (socket) => {
      const certificate = socket.getPeerX509Certificate();
      const key = certificate?.publicKey;
      const keyBits = key?.asymmetricKeyDetails?.modulusLength ?? null;
      return { keyType: key?.asymmetricKeyType ?? "none", keyBits, validTo: new Date(certificate?.validTo ?? 0) };
    });
    const offersRsa = seen.keyType === "rsa" || (await shakeHands(publicUrl, { ...trust, ...rsaOnly }, () => true).catch(() => false));
    return { seen: "trusted", ...seen, offersRsa };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (distrust.test(code)) return { seen: "distrusted", code };
    return { seen: "nothing", reason: error instanceof Error ? error.message : String(error) };
  }
}

const SOON_DAYS = 14;
const DAY_MS = 86_400_000;

const distrustText = (code: string): string => {
  if (code === "CERT_HAS_EXPIRED") return "The certificate has expired: the bank will not call this address.";
  if (code.includes("SELF_SIGNED")) return "The certificate is self-signed: the bank will not call this address.";
  if (code === "UNABLE_TO_VERIFY_LEAF_SIGNATURE" || code.startsWith("UNABLE_TO_GET_ISSUER")) {
    return "The server does not send the intermediate certificate, or its root is not a public one: the bank will not call this address.";
  }
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") return "The certificate is for another name: the bank will not call this address.";
  return `The certificate is not trusted (${code}): the bank will not call this address.`;
};

/** What the bank asks of a merchant's callback address: publicly trusted, not self-signed, RSA of at least 2048 bits (protocols: alfabank 1.5). */
export function judgeCertificate(served: ServedCertificate, at: Date): CertificateFinding[] {
  if (served.seen === "nothing") return [{ verdict: "bad", text: `The public address does not answer by https (${served.reason}).` }];
  if (served.seen === "distrusted") return [{ verdict: "bad", text: distrustText(served.code) }];
  const { keyType, keyBits, offersRsa, validTo } = served;
  const findings: CertificateFinding[] = [];
  const days = Math.floor((validTo.getTime() - at.getTime()) / DAY_MS);
  const until = validTo.toISOString().slice(0, 10);
  if (days < SOON_DAYS) findings.push({ verdict: "warn", text: `The certificate expires on ${until}.` });
  if (!offersRsa) findings.push({ verdict: "warn", text: `The certificate has a key of type ${keyType}; the bank's documents require RSA of at least 2048 bits.` });
  else if (keyBits !== null && keyBits < 2_048) findings.push({ verdict: "bad", text: `The certificate has an RSA key of ${String(keyBits)} bits; the bank requires at least 2048.` });
  return findings.length > 0 ? findings : [{ verdict: "ok", text: `The certificate of the public address suits the bank and is good until ${until}.` }];
}
