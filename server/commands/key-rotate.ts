import type { Env } from "#lib/env.ts";
import { newEncryptionKey, writeEncryptionKeys } from "#server/keys.ts";
import { assertHubStopped } from "./assert-hub-stopped.ts";
import { CommandFailure, type Command } from "./command.ts";

/** Embedded mode keeps the key itself: a new one goes in front, the old ones leave when nothing needs them. */
const prepareKeyFile = async (env: Env, databaseUrl: string): Promise<string | null> => {
  if (env.databaseUrl !== null || env.encryptionKeys.length > 0) return null;
  await assertHubStopped(databaseUrl, "it knows only the old key.");
  const key = newEncryptionKey();
  const entries = [key, ...(process.env["ENCRYPTION_KEY"] ?? "").split(",")];
  await writeEncryptionKeys(env.dataDir, entries);
  process.env["ENCRYPTION_KEY"] = entries.join(",");
  return key;
};

export const rotateKeysCommand: Command = {
  synopsis: "",
  summary: "seal all stored secrets with the first (embedded mode: a new) encryption key",
  needsDatabase: true,
  run: async (_args, env) => {
    const newKey = await prepareKeyFile(env, process.env["DATABASE_URL"] ?? "");
    const { rotateKeys } = await import("#lib/rotate-secrets.ts");
    const { resealed, current, unreadable } = await rotateKeys();
    console.log(`Sealed anew: ${resealed}; already sealed with the first key: ${current}.`);
    if (unreadable.length > 0) {
      throw new CommandFailure(
        `No configured key opens these, they were left as they are:\n  ${unreadable.join("\n  ")}\n` +
          "Add the key that sealed them to ENCRYPTION_KEY and run the command again. Keep all keys until then.",
      );
    }
    if (newKey !== null) await writeEncryptionKeys(env.dataDir, [newKey]);
    console.log(
      newKey === null
        ? "Only the first key of ENCRYPTION_KEY is needed now; older backups still need the others."
        : "The key file holds the new key only; older backups still need the old one.",
    );
  },
};
