import { CommandFailure, type Command } from "./command.ts";
import { explainRefusal } from "./explain-refusal.ts";
import { readOptions } from "./read-options.ts";

export const incidentCommand: Command = {
  synopsis: "--payment ID",
  summary: "print what moved a payment as JSON without secrets or buyers, to be replayed by developers",
  needsDatabase: true,
  run: async (args) => {
    const { values } = readOptions({ args, options: { payment: { type: "string" } } });
    if (values.payment === undefined) throw new CommandFailure("--payment is missing: the payment's id as in its address in the hub.");
    const { exportIncident } = await import("#lib/payments/export-incident.ts");
    try {
      console.log(JSON.stringify(await exportIncident(values.payment), null, 2));
    } catch (error) {
      throw await explainRefusal(error);
    }
  },
};
