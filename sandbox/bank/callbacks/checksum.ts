/** Signature of notifications (protocols: alfabank 6.2). */
import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import type { KeyPair } from "../core/state.ts";

/**
 * `name;value;` of every parameter but checksum and sign_alias, sorted by the code units of the names.
 * An empty value stays: `name;;`.
 */
export function canonicalString(parameters: Iterable<readonly [string, string]>): string {
  return [...parameters]
    .filter(([name]) => name !== "checksum" && name !== "sign_alias")
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${name};${value};`)
    .join("");
}

/** HMAC-SHA256 with the callback token as plain text, upper-case hex. */
export function symmetricChecksum(canonical: string, key: string): string {
  return createHmac("sha256", key).update(canonical, "utf8").digest("hex").toUpperCase();
}

/** SHA512withRSA, PKCS#1 v1.5, upper-case hex. */
export function asymmetricChecksum(canonical: string, privatePem: string): string {
  return sign("sha512", Buffer.from(canonical, "utf8"), privatePem).toString("hex").toUpperCase();
}

export function makeKeyPair(): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  return { privatePem: privateKey, publicPem: publicKey };
}
