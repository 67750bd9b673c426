import { randomInt, randomUUID } from "node:crypto";

const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const base36 = "0123456789abcdefghijklmnopqrstuvwxyz";

const randomText = (alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join("");

/** Cryptographically random letters and digits, upper and lower case. */
export const randomBase62 = (length: number): string => randomText(base62, length);

/** Cryptographically random lower-case letters and digits. */
export const randomBase36 = (length: number): string => randomText(base36, length);

export const newUuid = (): string => randomUUID();

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const isUuid = (text: string): boolean => uuid.test(text);
