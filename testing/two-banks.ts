/**
 * The bank's test and production gateways and a CRM on loopback, and people who may or may not do things.
 * Import it first: it decides the environment, which is read once.
 */
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { startBank } from "#sandbox/bank/index.ts";
import { sandboxAccount, startCrm } from "#sandbox/crm/index.ts";

export { signedIn } from "./people.ts";

const [startedTest, startedLive, startedCrm] = await Promise.all([startBank(), startBank(), startCrm()]);
const crmUrl = startedCrm.url;

Object.assign(process.env, {
  ALFABANK_TEST_URL: startedTest.restUrl,
  ALFABANK_PRODUCTION_URL: startedLive.restUrl,
  RETAILCRM_EXTRA_HOSTS: new URL(crmUrl).host,
});

export const testBank = startedTest.bank.control;
const liveBank = startedLive.bank.control;
export const crm = startedCrm.crm.control;

/** Logins known to one gateway only. */
export const testLogin = { login: "r-shop-api", password: "T&st+100% #1" };
export const liveLogin = { login: "r-shop-api", password: "L1ve&100%" };

beforeAll(async () => {
  const { startQueue } = await import("#lib/worker.ts");
  await startQueue();
});

beforeEach(async () => {
  await Promise.all([testBank.reset(), liveBank.reset()]);
  crm.reset();
  // Tests follow each other faster than any real account changes; the limit has tests of its own.
  crm.setSwitches({ requestsPerSecond: 0 });
  await testBank.addMerchant({ ...testLogin, name: "Тест" });
  await liveBank.addMerchant({ ...liveLogin, name: "Бой" });
});

/** Nothing of one test may reach into the next: tables are emptied in between. */
afterEach(async () => {
  const { drainBackground } = await import("#lib/background.ts");
  await drainBackground();
});

afterAll(async () => {
  const { stopJobs } = await import("#lib/jobs.ts");
  await stopJobs();
  await Promise.all([startedTest.close(), startedLive.close(), startedCrm.close()]);
});

/** A RetailCRM account in the database. */
export async function makeConnection(name = "Магазин"): Promise<string> {
  const { db } = await import("#lib/db.ts");
  const { newUuid, randomBase36 } = await import("#lib/ids.ts");
  const { keyColumns } = await import("#lib/connections/open-connection.ts");
  const id = newUuid();
  await db.connection.create({
    data: {
      id,
      systemUrl: crmUrl,
      name,
      moduleCode: `alfabank-${randomBase36(6)}`,
      integrationCode: "alfabank",
      ...keyColumns(id, sandboxAccount.apiKey),
    },
  });
  return id;
}
