import { migrate } from "#server/migrate.ts";
import { CommandFailure, type Command } from "./command.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { readOptions } from "./read-options.ts";
import { readPassword } from "./read-password.ts";

export const createUserCommand: Command = {
  synopsis: "--email E [--password P] [--name N]",
  summary: "make a user; without --password it is read from standard input",
  needsDatabase: true,
  run: async (args) => {
    const { values } = readOptions({
      args,
      options: { email: { type: "string" }, password: { type: "string" }, name: { type: "string" } },
    });
    const { email, name } = values;
    if (email === undefined) throw new CommandFailure("--email is missing.");
    const password = values.password ?? (await readPassword());
    const [{ createUser }, { databaseUrl }] = await Promise.all([
      import("#lib/auth/create-user.ts"),
      import("#lib/env.ts"),
    ]);
    await migrate(databaseUrl());
    try {
      await createUser({ email, password, ...(name !== undefined && { name }) });
    } catch (error) {
      throw await explainRefusal(error);
    }
    console.log(`User ${email} can sign in now.`);
  },
};
