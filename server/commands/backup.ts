import { writeBackup } from "#server/backup/write-backup.ts";
import type { Command } from "./command.ts";
import { readOptions } from "./read-options.ts";

const defaultName = (): string => `hub-backup-${new Date().toISOString().slice(0, 19).replaceAll(":", "")}Z.jsonl.gz`;

export const backupCommand: Command = {
  synopsis: "[file]",
  summary: "write the whole database to a file, also while the hub runs",
  needsDatabase: true,
  run: async (args, env) => {
    const { positionals } = readOptions({ args, allowPositionals: true, options: {} });
    const file = positionals[0] ?? defaultName();
    await writeBackup(process.env["DATABASE_URL"] ?? "", file);
    console.log(`Written: ${file}`);
    console.log(
      env.databaseUrl === null && env.encryptionKeys.length === 0
        ? `Keep ${env.dataDir}/keys apart from it: without that key the credentials inside cannot be read.`
        : "Keep ENCRYPTION_KEY apart from it: without that key the credentials inside cannot be read.",
    );
  },
};
