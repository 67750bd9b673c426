import { migrate } from "#server/migrate.ts";
import { CommandFailure, type Command } from "./command.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { readOptions } from "./read-options.ts";
import { readPassword } from "./read-password.ts";

export const resetPasswordCommand: Command = {
  synopsis: "--email E [--password P]",
  summary: "give a user a new password and end their sessions",
  needsDatabase: true,
  run: async (args) => {
    const { values } = readOptions({ args, options: { email: { type: "string" }, password: { type: "string" } } });
    const { email } = values;
    if (email === undefined) throw new CommandFailure("--email is missing.");
    const password = values.password ?? (await readPassword());
    const [{ resetPassword }, { databaseUrl }] = await Promise.all([
      import("#lib/auth/reset-password.ts"),
      import("#lib/env.ts"),
    ]);
    await migrate(databaseUrl());
    try {
      await resetPassword({ email, password });
    } catch (error) {
      throw await explainRefusal(error);
    }
    console.log(`${email} has a new password; all sessions of the user have ended.`);
  },
};
