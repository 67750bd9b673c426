import { migrate } from "#server/migrate.ts";
import { CommandFailure, type Command } from "./command.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { readOptions } from "./read-options.ts";

export const secondStepOffCommand: Command = {
  synopsis: "--email E",
  summary: "let a user sign in by password alone again, who has lost app and recovery codes",
  needsDatabase: true,
  run: async (args) => {
    const { values } = readOptions({ args, options: { email: { type: "string" } } });
    const { email } = values;
    if (email === undefined) throw new CommandFailure("--email is missing.");
    const [{ dropSecondStep }, { databaseUrl }] = await Promise.all([import("#lib/auth/second-step.ts"), import("#lib/env.ts")]);
    await migrate(databaseUrl());
    try {
      await dropSecondStep(email);
    } catch (error) {
      throw await explainRefusal(error);
    }
    console.log(`${email} signs in by password alone.`);
  },
};
