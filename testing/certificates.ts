import "reflect-metadata";
import { createPrivateKey } from "node:crypto";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  cryptoProvider,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";

/** Certificate authorities and servers for tests of trust; nothing here is trusted by anything outside a test. */

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const DAY = 86_400_000;

cryptoProvider.set(crypto);

export interface Issued {
  pem: string;
  der: Buffer;
  keyPem: string;
}

export interface Authority extends Issued {
  certificate: X509Certificate;
  keys: CryptoKeyPair;
}

interface Wish {
  /** Common name; two authorities may bear the same. */
  name: string;
  by?: Authority;
  isAuthority: boolean;
  /** Names and addresses of a server. */
  hosts?: readonly string[];
  notBefore?: Date;
  notAfter?: Date;
  /** An RSA key instead of an elliptic one. */
  rsa?: boolean;
}

const rsaKey = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256", modulusLength: 2_048, publicExponent: new Uint8Array([1, 0, 1]) };

async function privatePem({ privateKey }: CryptoKeyPair): Promise<string> {
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey("pkcs8", privateKey));
  return createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" }).export({ format: "pem", type: "pkcs8" }).toString();
}

async function issue({ name, by, isAuthority, hosts = [], notBefore, notAfter, rsa = false }: Wish): Promise<Authority> {
  const keys = await crypto.subtle.generateKey(rsa ? rsaKey : algorithm, true, ["sign", "verify"]);
  const usage = isAuthority ? KeyUsageFlags.keyCertSign : KeyUsageFlags.digitalSignature;
  const certificate = await X509CertificateGenerator.create({
    subject: `CN=${name}`,
    issuer: by ? by.certificate.subject : `CN=${name}`,
    notBefore: notBefore ?? new Date(Date.now() - DAY),
    notAfter: notAfter ?? new Date(Date.now() + 30 * DAY),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: (by ?? { keys }).keys.privateKey,
    extensions: [
      new BasicConstraintsExtension(isAuthority, undefined, true),
      new KeyUsagesExtension(usage, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create((by ?? { keys }).keys.publicKey),
      ...(hosts.length === 0
        ? []
        : [
            new SubjectAlternativeNameExtension(
              hosts.map((value) => ({ type: /^[\d.]+$/.test(value) ? ("ip" as const) : ("dns" as const), value })),
            ),
          ]),
    ],
  });
  return {
    certificate,
    keys,
    pem: certificate.toString("pem"),
    der: Buffer.from(certificate.rawData),
    keyPem: await privatePem(keys),
  };
}

type Dates = Pick<Wish, "notBefore" | "notAfter">;
type Leaf = Dates & Pick<Wish, "rsa">;

export const makeRoot = (name: string, dates: Dates = {}): Promise<Authority> =>
  issue({ name, isAuthority: true, ...dates });

export const makeIntermediate = (name: string, by: Authority, dates: Dates = {}): Promise<Authority> =>
  issue({ name, by, isAuthority: true, ...dates });

export const makeServerCertificate = (hosts: readonly string[], by: Authority, leaf: Leaf = {}): Promise<Issued> =>
  issue({ name: hosts[0] ?? "server", by, isAuthority: false, hosts, ...leaf });

/** Signed by nobody but itself. */
export const makeOwnCertificate = (hosts: readonly string[], leaf: Leaf = {}): Promise<Issued> =>
  issue({ name: hosts[0] ?? "server", isAuthority: false, hosts, ...leaf });

/** As the bank signs its notifications: an RSA key in a certificate. */
export async function makeRsaCertificate(name: string): Promise<{ pem: string; keyPem: string }> {
  const keys = await crypto.subtle.generateKey(rsaKey, true, ["sign", "verify"]);
  const certificate = await X509CertificateGenerator.createSelfSigned({ name: `CN=${name}`, keys, signingAlgorithm: rsaKey });
  return { pem: certificate.toString("pem"), keyPem: await privatePem(keys) };
}
