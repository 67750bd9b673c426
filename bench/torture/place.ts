import { randomBytes } from "node:crypto";
import { startBank } from "#sandbox/bank/index.ts";
import { startCrm } from "#sandbox/crm/index.ts";
import { openEntrance, type Entrance } from "#testing/entrance.ts";
import { startDatabase, type TortureDatabase } from "./database.ts";

export interface Place {
  readonly database: TortureDatabase;
  readonly bank: Awaited<ReturnType<typeof startBank>>["bank"]["control"];
  readonly crm: Awaited<ReturnType<typeof startCrm>>["crm"]["control"];
  readonly crmUrl: string;
  /** The one address under which RetailCRM, the bank and payers know the hub. */
  readonly entrance: Entrance;
  close(): Promise<void>;
}

/**
 * All that outlives the hub's processes, in this one: database server, bank, CRM, and the proxy in front. Decides the
 * environment, so nothing of lib may be loaded before.
 */
export async function openPlace(seed: number): Promise<Place> {
  const database = await startDatabase();
  const [bank, crm, entrance] = await Promise.all([startBank({ seed }), startCrm({ seed }), openEntrance()]);
  Object.assign(process.env, {
    HOST: "127.0.0.1",
    PORT: "3000",
    DATABASE_URL: database.url,
    ENCRYPTION_KEY: `v1:${randomBytes(32).toString("base64")}`,
    NEXTAUTH_SECRET: randomBytes(32).toString("base64"),
    PUBLIC_URL: entrance.url,
    SHORT_URL: entrance.url,
    ALFABANK_TEST_URL: bank.restUrl,
    RETAILCRM_EXTRA_HOSTS: new URL(crm.url).host,
    SANDBOX: "off",
    LOG_LEVEL: "error",
  });
  return {
    database,
    bank: bank.bank.control,
    crm: crm.crm.control,
    crmUrl: crm.url,
    entrance,
    close: async () => {
      await Promise.all([bank.close(), crm.close(), entrance.close()]);
      await database.stop();
    },
  };
}
