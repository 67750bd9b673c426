import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";

/** Secrets the hub makes for itself in embedded mode, one file each under DATA_DIR/keys, readable by its owner only. */
export interface GeneratedKeys {
  readonly encryptionKey: string;
  readonly sessionSecret: string;
  readonly databasePassword: string;
}

export const newEncryptionKey = (): string => `v1:${randomBytes(32).toString("base64")}`;

const keyFile = (dataDir: string, name: string): string => path.join(dataDir, "keys", name);
const encryptionKeyFile = "encryption-key";

/** Reads the key, or makes it; of two processes that make it at once the first wins and both use its key. */
const readOrMake = async (file: string, make: () => string): Promise<string> => {
  if (!existsSync(file)) {
    const draft = `${file}.${process.pid}-${randomBytes(4).toString("hex")}`;
    await writeFile(draft, `${make()}\n`, { mode: 0o600, flush: true });
    await link(draft, file).catch((error: unknown) => {
      if (!existsSync(file)) throw error;
    });
    await rm(draft);
  }
  return (await readFile(file, "utf8")).trim();
};

/**
 * @param databaseExists a lost encryption key must not be replaced silently: what it sealed could never be read again
 * @throws when the encryption key is gone although the database is there
 */
export const readKeys = async (dataDir: string, databaseExists: boolean, givenKey: boolean): Promise<GeneratedKeys> => {
  await mkdir(path.join(dataDir, "keys"), { recursive: true, mode: 0o700 });
  const encryptionFile = keyFile(dataDir, encryptionKeyFile);
  if (databaseExists && !givenKey && !existsSync(encryptionFile)) {
    throw new Error(
      `The encryption key ${encryptionFile} is missing but the database is there. ` +
        "Put the file back, or set ENCRYPTION_KEY to the key that sealed the stored credentials.",
    );
  }
  return {
    encryptionKey: givenKey ? "" : await readOrMake(encryptionFile, newEncryptionKey),
    sessionSecret: await readOrMake(keyFile(dataDir, "session-secret"), () => randomBytes(32).toString("base64")),
    databasePassword: await readOrMake(keyFile(dataDir, "database-password"), () => randomBytes(24).toString("hex")),
  };
};

/** Replaces the stored encryption key list in one step. */
export const writeEncryptionKeys = async (dataDir: string, entries: readonly string[]): Promise<void> => {
  const file = keyFile(dataDir, encryptionKeyFile);
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${entries.join(",")}\n`, { mode: 0o600, flush: true });
  await rename(draft, file);
};
