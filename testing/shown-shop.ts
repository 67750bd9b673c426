import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { type BankControl, connectBankControl } from "#sandbox/bank/index.ts";
import type { OtherCrm } from "./e2e-shop.ts";
import { type HubClient, signIn } from "./hub-client.ts";
import { cleanEnvironment, type HubProcess } from "./hub-process.ts";

/** An account worth looking at: two shops of the bank, one that charges at once and makes receipts, one that holds first. */
export interface ShownShop {
  readonly hub: HubProcess;
  readonly crm: OtherCrm;
  readonly bank: BankControl;
  readonly client: HubClient;
  readonly connectionId: string;
  readonly site: ShownSync;
  readonly showroom: ShownSync;
}

export interface ShownSync {
  readonly id: string;
  readonly shopCode: string;
}

const apiKey = "ShownShopKey00000000000000000042";
const password = "Shown&Shop+100%";

/** @returns the first thing seen, looking ten times a second */
export async function until<T>(what: string, look: () => Promise<T | null>): Promise<T> {
  for (let tries = 0; tries < 600; tries += 1) {
    const seen = await look();
    if (seen !== null) return seen;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`waited in vain for ${what}`);
}

/** @param crm an account which the hub may call: its address is in RETAILCRM_EXTRA_HOSTS */
export async function openShownShop(hub: HubProcess, crm: OtherCrm, owner: { email: string; password: string }): Promise<ShownShop> {
  const ports = JSON.parse(await readFile(path.join(hub.dataDir, "ports.json"), "utf8")) as Record<string, number>;
  const bank = connectBankControl(`http://127.0.0.1:${String(ports["sandbox-bank"])}`);
  const client = await signIn(hub.url, owner.email, owner.password);
  crm.control.createKey({ apiKey });
  const connection = await client.post<{ id: string }>("/api/connections", { systemUrl: crm.url, apiKey, name: "Чайная лавка" });
  const open = async (name: string, login: string, confirmation: "auto" | "manual"): Promise<ShownSync> => {
    const callbackToken = `${login}-callback-key-0001`;
    const callback = { signing: "symmetric", key: callbackToken } as const;
    await bank.addMerchant({ login, password, name: "Чайная лавка", callback, cart: { receiptDelaySecs: 0 } });
    const access = { environment: "sandbox", login, password, callbackToken };
    const fiscal = { enabled: confirmation === "auto" };
    return client.post("/api/syncs", { connectionId: connection.id, name, ...access, confirmation, taxSystem: 0, fiscal });
  };
  const site = await open("Сайт", "r-tea_site-api", "auto");
  const showroom = await open("Шоурум", "r-tea_room-api", "manual");
  await until("the module in RetailCRM", async () => {
    const { registration } = await client.get<{ registration: { state: string } }>(`/api/connections/${connection.id}`);
    return registration.state === "registered" ? true : null;
  });
  return { hub, crm, bank, client, connectionId: connection.id, site, showroom };
}

/** Months of demo payments in a second account, for charts and full lists. */
export async function seedFigures({ port, dataDir }: HubProcess, email: string, payments: number): Promise<void> {
  const args = ["server/cli.ts", "seed", "--email", email, "--payments", String(payments)];
  const child = spawn(process.execPath, args, { env: cleanEnvironment({ PORT: String(port), DATA_DIR: dataDir }), stdio: "inherit" });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error("the demo payments could not be made");
}
