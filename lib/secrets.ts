import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { env } from "./env.ts";

/**
 * Secrets at rest: AES-256-GCM per field. The key id is stored with the text so that keys can rotate,
 * and the row's own name is bound in as additional data so that a ciphertext cannot be moved to another row.
 */

interface Key {
  id: string;
  bytes: Buffer;
}

/** Which field of which row a secret belongs to, e.g. ("Sync.password", sync.id). */
export interface SecretPlace {
  field: string;
  id: string;
}

const keysOf = (entries: readonly string[]): Key[] =>
  entries.map((entry) => {
    const bytes = Buffer.from(entry.slice("v1:".length), "base64");
    return { bytes, id: createHash("sha256").update(bytes).digest("hex").slice(0, 8) };
  });

/** Named when opening: otherwise a shorter tag, which is easier to guess, would be taken for a whole one. */
const TAG_BYTES = 16;

const aad = ({ field, id }: SecretPlace): Buffer => Buffer.from(`${field}:${id}`);

export function seal(plain: string, place: SecretPlace, entries = env().encryptionKeys): string {
  const [key] = keysOf(entries);
  if (!key) throw new Error("no encryption key");
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key.bytes, iv);
  cipher.setAAD(aad(place));
  const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return ["v1", key.id, iv.toString("base64url"), body.toString("base64url")].join(".");
}

/** Throws when no configured key fits or the text was altered or moved. Never falls back to the ciphertext. */
export function unseal(sealed: string, place: SecretPlace, entries = env().encryptionKeys): string {
  const [version, keyId, iv, body] = sealed.split(".");
  const key = keysOf(entries).find(({ id }) => id === keyId);
  if (version !== "v1" || !key || !iv || !body) throw new Error(`cannot decrypt ${place.field}: unknown key or format`);
  const bytes = Buffer.from(body, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", key.bytes, Buffer.from(iv, "base64url"), { authTagLength: TAG_BYTES });
  decipher.setAAD(aad(place));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString("utf8");
}

/** Is it sealed with the first key? Rotation re-seals the others. */
export function isSealedWithFirstKey(sealed: string, entries = env().encryptionKeys): boolean {
  return sealed.split(".")[1] === keysOf(entries)[0]?.id;
}
