import { migrate } from "#server/migrate.ts";
import type { Command } from "./command.ts";
import { readOptions } from "./read-options.ts";

export const migrateCommand: Command = {
  synopsis: "[--retry]",
  summary: "bring the database up to date; --retry repeats a failed migration",
  needsDatabase: true,
  run: async (args) => {
    const { values } = readOptions({ args, options: { retry: { type: "boolean", default: false } } });
    const { databaseUrl } = await import("#lib/env.ts");
    const applied = await migrate(databaseUrl(), { retryFailed: values.retry });
    console.log(applied.length === 0 ? "The database is up to date." : `Applied: ${applied.join(", ")}`);
  },
};
