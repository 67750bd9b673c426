import { createHmac, createPublicKey, type KeyObject, timingSafeEqual, verify, X509Certificate } from "node:crypto";

type SignatureVerdict = "valid" | "invalid" | "absent" | "unchecked";

export interface CallbackKeys {
  /** Callback token from the bank's cabinet. */
  token: string | null;
  /** The one before, while the bank may still sign with it. */
  previousToken?: string | null;
  /** RSA public key (PEM or base64 SPKI) or certificate (PEM or base64), when the bank signs asymmetrically. */
  publicKey: string | null;
}

const unsigned: ReadonlySet<string> = new Set(["checksum", "sign_alias"]);

/**
 * What the bank signs (protocols: alfabank 6.2): all parameters but `checksum` and `sign_alias`, by name in code unit
 * order, as "name;value;". An empty value counts.
 */
export function signedPayload(params: URLSearchParams): string {
  return [...params]
    .filter(([name]) => !unsigned.has(name))
    .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
    .map(([name, value]) => `${name};${value};`)
    .join("");
}

const bytesOf = (hex: string): Buffer | null =>
  /^(?:[0-9a-f]{2}){16,1024}$/i.test(hex) ? Buffer.from(hex, "hex") : null;

const isHmacOf = (payload: string, token: string, given: Buffer): boolean => {
  const expected = createHmac("sha256", token).update(payload, "utf8").digest();
  return given.length === expected.length && timingSafeEqual(given, expected);
};

const certificateKey = (given: string | Buffer): KeyObject | null => {
  try {
    return new X509Certificate(given).publicKey;
  } catch {
    return null;
  }
};

const plainKey = (given: string | Buffer): KeyObject | null => {
  try {
    return typeof given === "string" ? createPublicKey(given) : createPublicKey({ key: given, format: "der", type: "spki" });
  } catch {
    return null;
  }
};

/** The RSA key in a PEM key, a PEM certificate, or the base64 of either; null when it is none of these. */
export function readPublicKey(text: string): KeyObject | null {
  const trimmed = text.trim();
  const compact = trimmed.replace(/\s+/g, "");
  const given = trimmed.startsWith("-----BEGIN") ? trimmed : Buffer.from(compact, "base64");
  // A private key would be accepted as the public one it contains; it has no business here.
  if (typeof given === "string" ? given.includes("PRIVATE KEY") : !/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) return null;
  const key = certificateKey(given) ?? plainKey(given);
  return key?.asymmetricKeyType === "rsa" ? key : null;
}

/**
 * Judges the checksum of a notification. `unchecked`: there is nothing to check it with; `absent`: it should have one.
 * A verdict never moves money: a notification is a hint whatever its signature (protocols: alfabank 6.2, 6.4).
 */
export function verifyCallback(params: URLSearchParams, { token, previousToken, publicKey }: CallbackKeys): SignatureVerdict {
  const tokens = [token, previousToken].filter((entry): entry is string => typeof entry === "string" && entry !== "");
  const hasKey = publicKey !== null && publicKey !== "";
  if (tokens.length === 0 && !hasKey) return "unchecked";
  const checksums = params.getAll("checksum");
  if (checksums.every((text) => text === "")) return "absent";
  const given = checksums.length === 1 ? bytesOf(checksums[0]?.trim() ?? "") : null;
  if (given === null) return "invalid";
  const payload = signedPayload(params);
  const key = hasKey ? readPublicKey(publicKey) : null;
  const isValid =
    tokens.some((entry) => isHmacOf(payload, entry, given)) ||
    (key !== null && verify("sha512", Buffer.from(payload, "utf8"), key, given));
  return isValid ? "valid" : "invalid";
}
