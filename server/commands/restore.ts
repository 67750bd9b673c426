import { restoreBackup } from "#server/backup/restore-backup.ts";
import { assertHubStopped } from "./assert-hub-stopped.ts";
import { CommandFailure, type Command } from "./command.ts";
import { readOptions } from "./read-options.ts";

export const restoreCommand: Command = {
  synopsis: "<file>",
  summary: "put a backup into an empty database (hub stopped)",
  needsDatabase: true,
  run: async (args) => {
    const { positionals } = readOptions({ args, allowPositionals: true, options: {} });
    const [file] = positionals;
    if (file === undefined) throw new CommandFailure("The backup file is missing.");
    const databaseUrl = process.env["DATABASE_URL"] ?? "";
    await assertHubStopped(databaseUrl, "it would work on half-restored rows.");
    const count = await restoreBackup(databaseUrl, file);
    console.log(`Restored ${count} rows. Payments made after the backup are found again by asking the bank.`);
  },
};
