import { CommandFailure, type Command } from "./command.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { readOptions } from "./read-options.ts";

export const seedCommand: Command = {
  synopsis: "--email E [--payments N]",
  summary: "give a user a demo account with N payments (200 unless told), for looking and measuring",
  needsDatabase: true,
  run: async (args) => {
    const { values } = readOptions({ args, options: { email: { type: "string" }, payments: { type: "string" } } });
    if (values.email === undefined) throw new CommandFailure("--email is missing.");
    const payments = Number(values.payments ?? "200");
    if (!Number.isInteger(payments) || payments < 1 || payments > 5_000_000) {
      throw new CommandFailure("--payments must be a whole number from 1 to 5000000.");
    }
    const { seedDemo } = await import("#prisma/seed.ts");
    try {
      await seedDemo(values.email, payments);
    } catch (error) {
      throw await explainRefusal(error);
    }
    console.log(`${values.email} has a demo account with ${String(payments)} more payments.`);
  },
};
