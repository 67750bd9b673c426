import { checkEnvironment, environmentReport } from "./check-environment.ts";
import { commands } from "./commands/index.ts";
import { CommandFailure, type Command } from "./commands/command.ts";
import { loadEnvFile } from "./load-env-file.ts";
import { joinDatabase } from "./open-database.ts";

const usage = (): string =>
  [
    "Usage: npm run hub -- <command> [options]",
    "",
    ...Object.entries(commands).map(
      ([name, { synopsis, summary }]) => `  ${`${name} ${synopsis}`.trim().padEnd(44)} ${summary}`,
    ),
    "",
    "The settings are those of the hub itself (environment or .env).",
  ].join("\n");

const runCommand = async (command: Command, args: string[]): Promise<void> => {
  loadEnvFile();
  const checked = checkEnvironment(process.env);
  if (!checked.ok) throw new CommandFailure(environmentReport(checked.problems));
  if (!command.needsDatabase) {
    await command.run(args, checked.env);
    return;
  }
  const database = await joinDatabase(checked.env);
  try {
    // Commands print for people; logs would only be in the way.
    process.env["LOG_LEVEL"] ??= "warn";
    await command.run(args, checked.env);
  } finally {
    const { db } = await import("#lib/db.ts");
    await db.$disconnect();
    await database.close();
  }
};

const [name = "--help", ...args] = process.argv.slice(2);
if (["--help", "-h", "help"].includes(name)) {
  console.log(usage());
  process.exit(0);
}
const command = commands[name];
if (command === undefined) {
  console.error(`Unknown command "${name}".\n\n${usage()}`);
  process.exit(2);
}
try {
  await runCommand(command, args);
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
