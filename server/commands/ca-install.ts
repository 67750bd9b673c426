import type { Command } from "./command.ts";

export const installCaCommand: Command = {
  synopsis: "",
  summary: "fetch and verify the Russian Trusted certificates for the bank's hosts",
  needsDatabase: false,
  run: async () => {
    const { installBankCa } = await import("#lib/alfabank/ca-install.ts");
    const report = await installBankCa();
    console.log(JSON.stringify(report, null, 2));
  },
};
