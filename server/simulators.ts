import path from "node:path";
import { mkdir } from "node:fs/promises";
import type { Env, SandboxOffer } from "#lib/env.ts";
import type { Mount } from "./front.ts";
import { findFreePort } from "./embedded/free-port.ts";
import { recallPort, rememberPort } from "./remembered-ports.ts";

export interface Simulators {
  readonly mounts: readonly Mount[];
  close(): Promise<void>;
}

export const noSimulators: Simulators = { mounts: [], close: () => Promise.resolve() };

const choosePort = async (dataDir: string, name: "sandbox-bank" | "sandbox-crm"): Promise<number> => {
  const port = await findFreePort(await recallPort(dataDir, name));
  await rememberPort(dataDir, name, port);
  return port;
};

/** The product learns of its simulators only what a merchant would type in: addresses and credentials. */
const publish = (offer: SandboxOffer): void => {
  process.env["HUB_SANDBOX"] = JSON.stringify(offer);
  const given = process.env["RETAILCRM_EXTRA_HOSTS"] ?? "";
  process.env["RETAILCRM_EXTRA_HOSTS"] = [given, new URL(offer.crmUrl).host].filter((entry) => entry !== "").join(",");
};

/** Starts the bank and the CRM on loopback ports of their own; their pages are mounted on the hub's address too. */
export const startSimulators = async (env: Env): Promise<Simulators> => {
  const [{ startBank, sandboxMerchant }, { startCrm, sandboxAccount }] = await Promise.all([
    import("#sandbox/bank/index.ts"),
    import("#sandbox/crm/index.ts"),
  ]);
  const folder = path.join(env.dataDir, "sandbox");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const bankPageUrl = `${env.publicUrl}/sandbox/bank`;
  const crmPageUrl = `${env.publicUrl}/sandbox/crm`;
  const bank = await startBank({
    port: await choosePort(env.dataDir, "sandbox-bank"),
    publicUrl: bankPageUrl,
    stateFile: path.join(folder, "bank.json"),
  });
  const crm = await startCrm({
    port: await choosePort(env.dataDir, "sandbox-crm"),
    publicUrl: crmPageUrl,
    stateFile: path.join(folder, "crm.json"),
    // The console asks for no login: it must not become a way to call other hosts.
    moduleHosts: [new URL(env.publicUrl).host],
    ...(env.moduleSecret !== null && { moduleSecret: env.moduleSecret }),
  });
  publish({
    bankUrl: bank.restUrl,
    bankPageHosts: [new URL(env.publicUrl).host],
    bankLogin: sandboxMerchant.login,
    bankPassword: sandboxMerchant.password,
    crmUrl: crm.url,
    crmApiKey: sandboxAccount.apiKey,
    crmPageUrl,
    bankPageUrl,
    control: { bankUrl: `${bank.url}/control`, crmUrl: `${crm.url}/control` },
  });
  return {
    mounts: [
      { prefix: "/sandbox/bank", fetch: (request) => bank.bank.fetch(request) },
      { prefix: "/sandbox/crm", fetch: (request) => crm.crm.fetch(request) },
    ],
    close: async () => {
      await Promise.all([bank.close(), crm.close()]);
    },
  };
};
