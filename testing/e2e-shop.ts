import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { type BankControl, connectBankControl } from "#sandbox/bank/index.ts";
import { type Crm, startCrm } from "#sandbox/crm/index.ts";
import { type HubClient, signIn } from "./hub-client.ts";
import type { HubProcess } from "./hub-process.ts";

/** A RetailCRM account beside the built-in one, in the process of the tests. */
export interface OtherCrm {
  readonly url: string;
  readonly control: Crm["control"];
  close(): Promise<void>;
}

export async function startOtherCrm(): Promise<OtherCrm> {
  const { crm, ...started } = await startCrm();
  crm.control.setSwitches({ requestsPerSecond: 0 });
  return { url: started.url, control: crm.control, close: () => started.close() };
}

export interface Issued {
  readonly number: string;
  readonly uuid: string;
  readonly link: string;
}

/** A connected account with a shop at the bank whose every secret is unlike any other text. */
export interface Shop {
  readonly name: string;
  readonly connectionId: string;
  readonly syncId: string;
  readonly shopCode: string;
  readonly crm: OtherCrm;
  readonly bank: BankControl;
  /** The owner at the JSON API. */
  readonly client: HubClient;
  readonly secrets: Readonly<Record<"apiKey" | "bankPassword" | "callbackToken", string>>;
  /** A manager makes an order of this sum (roubles) and issues its invoice. */
  issue(sum?: string): Promise<Issued>;
  /** The bank's order behind the newest attempt of an invoice. */
  mdOrderOf(issued: Issued): Promise<string>;
  /** The hub's id of the payment. */
  paymentIdOf(issued: Issued): Promise<string>;
}

/** The bank simulator's own port, on which it can be steered. */
async function bankControlOf({ dataDir }: HubProcess): Promise<BankControl> {
  const ports = JSON.parse(await readFile(path.join(dataDir, "ports.json"), "utf8")) as Record<string, number>;
  return connectBankControl(`http://127.0.0.1:${String(ports["sandbox-bank"])}`);
}

async function registered(client: HubClient, connectionId: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const { registration } = await client.get<{ registration: { state: string } }>(`/api/connections/${connectionId}`);
    if (registration.state === "registered") return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("RetailCRM did not get the module");
}

interface PaymentJson {
  id: string;
  attempts: { mdOrder: string | null }[];
}

export async function openShop(hub: HubProcess, crm: OtherCrm, owner: { email: string; password: string }): Promise<Shop> {
  const planted = (kind: string) => `planted-${kind}-${randomBytes(12).toString("hex")}`;
  const secrets = { apiKey: planted("api-key"), bankPassword: planted("bank-password"), callbackToken: planted("callback-token") };
  const name = "Чайная лавка";
  const login = "r-tea-shop-api";
  const bank = await bankControlOf(hub);
  await bank.addMerchant({ login, password: secrets.bankPassword, name, callback: { signing: "symmetric", key: secrets.callbackToken } });
  crm.control.createKey({ apiKey: secrets.apiKey });
  const client = await signIn(hub.url, owner.email, owner.password);
  const connection = await client.post<{ id: string }>("/api/connections", { systemUrl: crm.url, apiKey: secrets.apiKey });
  const sync = await client.post<{ id: string; shopCode: string }>("/api/syncs", {
    connectionId: connection.id,
    name,
    environment: "sandbox",
    login,
    password: secrets.bankPassword,
    callbackToken: secrets.callbackToken,
    confirmation: "auto",
    taxSystem: 0,
  });
  await registered(client, connection.id);

  const issue = async (sum = "1999.90"): Promise<Issued> => {
    const order = crm.control.createOrder({ items: [{ name: "Чай & кофе", price: sum }] });
    const { link, invoice, message } = await crm.control.issueInvoice({ order: order.id, shopCode: sync.shopCode });
    if (link === null || invoice === null) throw new Error(`no invoice: ${message ?? ""}`);
    return { number: order.number, uuid: invoice.uuid, link };
  };
  const paymentOf = async ({ uuid }: Issued): Promise<PaymentJson> => {
    const { items } = await client.get<{ items: { id: string }[] }>(`/api/payments?search=${uuid}`);
    return client.get<PaymentJson>(`/api/payments/${items[0]?.id ?? ""}`);
  };
  return {
    name,
    connectionId: connection.id,
    syncId: sync.id,
    shopCode: sync.shopCode,
    crm,
    bank,
    client,
    secrets,
    issue,
    mdOrderOf: async (issued) => (await paymentOf(issued)).attempts.at(-1)?.mdOrder ?? "",
    paymentIdOf: async (issued) => (await paymentOf(issued)).id,
  };
}
