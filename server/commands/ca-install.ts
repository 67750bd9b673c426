import type { CaReport } from "#lib/alfabank/ca-install.ts";
import { CommandFailure, type Command } from "./command.ts";

const reasons = {
  not_a_certificate: "the file is not a certificate",
  wrong_fingerprint: "the fingerprint is not the one of the state's root",
  not_an_authority: "the certificate is not one of an authority",
  not_signed_by_root: "the root has not signed it",
  not_valid_now: "it is not valid today; check this machine's clock",
  not_downloaded: "it could not be downloaded",
  not_stored: "it could not be written into the data folder",
  root_missing: "there is no root to check it with",
} as const;

const lineOf = ({ name, state, reason, subject, validTo }: CaReport["files"][number]): string =>
  reason === null
    ? `${name}: ${state}, ${subject ?? ""}, valid until ${validTo?.slice(0, 10) ?? ""}`
    : `${name}: not installed, ${reasons[reason]}`;

export const installCaCommand: Command = {
  synopsis: "",
  summary: "fetch and verify the Russian Trusted certificates for the bank's hosts",
  needsDatabase: false,
  run: async () => {
    const { installBankCa } = await import("#lib/alfabank/ca-install.ts");
    const { ok, folder, files } = await installBankCa();
    console.log([`Certificates for the bank's hosts in ${folder}:`, ...files.map(lineOf)].join("\n"));
    if (!ok) throw new CommandFailure("The bank's hosts are not trusted yet: the root and at least one intermediate are needed.");
  },
};
