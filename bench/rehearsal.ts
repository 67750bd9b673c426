import { type BankControl, connectBankControl } from "#sandbox/bank/index.ts";
import { type HubClient, signIn } from "#testing/hub-client.ts";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { type HubProcess, startHubProcess } from "#testing/hub-process.ts";

const owner = { email: "bench@example.ru", password: "a password for benches" };

interface Offer {
  crmUrl: string;
  crmApiKey: string;
  bankLogin: string;
  bankPassword: string;
}

export interface Bench {
  hub: HubProcess;
  client: HubClient;
  bank: BankControl;
  shopCode: string;
  callbackUrl: string;
  /** Any method of the CRM simulator's remote control. */
  crm<T>(method: string, input?: unknown): Promise<T>;
  stop(): Promise<void>;
}

/** The bank simulator's own port, on which it can be steered. */
async function bankControlOf({ dataDir }: HubProcess): Promise<BankControl> {
  const ports = JSON.parse(await readFile(path.join(dataDir, "ports.json"), "utf8")) as Record<string, number>;
  return connectBankControl(`http://127.0.0.1:${String(ports["sandbox-bank"])}`);
}

/** The built product as its own process, with an account and a shop at the simulators. */
export async function openBench(): Promise<Bench> {
  const hub = await startHubProcess({
    env: { HUB_ADMIN_EMAIL: owner.email, HUB_ADMIN_PASSWORD: owner.password, LOG_LEVEL: "warn" },
  });
  try {
    return await connect(hub);
  } catch (error) {
    await hub.stop();
    throw error;
  }
}

/** RetailCRM must know the shop before a manager can choose it. */
async function registered(client: HubClient, connectionId: string): Promise<void> {
  for (;;) {
    const { registration } = await client.get<{ registration: { state: string } }>(`/api/connections/${connectionId}`);
    if (registration.state === "registered") return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function connect(hub: HubProcess): Promise<Bench> {
  const client = await signIn(hub.url, owner.email, owner.password);
  const offer = await client.get<Offer>("/api/sandbox");
  const connection = await client.post<{ id: string }>("/api/connections", { systemUrl: offer.crmUrl, apiKey: offer.crmApiKey });
  const sync = await client.post<{ shopCode: string; callbackUrl: string }>("/api/syncs", {
    connectionId: connection.id,
    name: "Bench",
    environment: "sandbox",
    login: offer.bankLogin,
    password: offer.bankPassword,
    confirmation: "auto",
    taxSystem: 0,
  });
  await registered(client, connection.id);
  const bank = await bankControlOf(hub);
  await bank.editMerchant(offer.bankLogin, { callback: { url: sync.callbackUrl } });
  const crm = async <T>(method: string, input: unknown = {}): Promise<T> => {
    const response = await fetch(`${offer.crmUrl}/control/${method}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(input),
    });
    const { result, error } = (await response.json()) as { result: T; error?: string };
    if (error !== undefined) throw new Error(`${method}: ${error}`);
    return result;
  };
  const stop = async () => {
    await hub.stop();
  };
  return { hub, client, bank, shopCode: sync.shopCode, callbackUrl: sync.callbackUrl, crm, stop };
}

export interface Issued {
  uuid: string;
  link: string;
}

let made = 0;

/** A fresh order of its own and its invoice. */
export async function issueInvoice(bench: Bench): Promise<Issued> {
  const order = await bench.crm<{ id: number }>("createOrder", { number: `B${String(++made)}`, items: [{ name: "Чай", price: "1999.90" }] });
  const { link, invoice, message } = await bench.crm<{
    link: string | null;
    invoice: { uuid: string } | null;
    message: string | null;
  }>("issueInvoice", { order: order.id, shopCode: bench.shopCode });
  if (!link || !invoice) throw new Error(`no invoice: ${message ?? ""}`);
  return { uuid: invoice.uuid, link };
}

/** Opens a link as a browser does; the bank's id of the order it leads to. */
export async function openAsPayer(link: string): Promise<string> {
  const response = await fetch(link, { redirect: "manual", headers: { "user-agent": "Mozilla/5.0 (X11; Linux x86_64)" } });
  const location = response.headers.get("location");
  if (!location) throw new Error(`${link} answered ${String(response.status)}`);
  return new URL(location).searchParams.get("mdOrder") ?? "";
}
