/**
 * Two RetailCRM accounts on loopback and the marketplace's secret. Import it first: it decides the environment,
 * which is read once.
 */
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import type { ConnectionView } from "#lib/connections/connection-view.ts";
import { sandboxAccount, startCrm } from "#sandbox/crm/index.ts";
import type { Browser } from "./browser.ts";

export { signedIn } from "./people.ts";

export const moduleSecret = "demo-module-secret-01";

const [first, second] = await Promise.all([startCrm({ moduleSecret }), startCrm({ moduleSecret, seed: 2 })]);

Object.assign(process.env, { RETAILCRM_EXTRA_HOSTS: "127.0.0.1", RETAILCRM_MODULE_SECRET: moduleSecret });

export const crmUrl = first.url;
export const crm = first.crm.control;
export const otherCrmUrl = second.url;
export const otherCrm = second.crm.control;

beforeAll(async () => {
  const { startQueue } = await import("#lib/worker.ts");
  await startQueue();
});

beforeEach(() => {
  for (const account of [crm, otherCrm]) {
    account.reset();
    account.setSwitches({ requestsPerSecond: 0 });
  }
});

/** Nothing of one test may reach into the next: tables are emptied in between. */
afterEach(async () => {
  const { drainBackground } = await import("#lib/background.ts");
  await drainBackground();
});

afterAll(async () => {
  const { stopJobs } = await import("#lib/jobs.ts");
  await stopJobs();
  await Promise.all([first.close(), second.close()]);
});

/** What the account was told about the module, oldest first. */
export const editsAt = (account: typeof crm) => account.events({ kind: "api", name: "module-edit" });

/** An answer of the JSON API that is either what was asked for or an error. */
export type Answer<T> = { status: number; body: T & { error?: { code: string; message: string; fields?: Record<string, string[]> } } };

/** Connects an account as its merchant does; the first account with its seeded key unless told otherwise. */
export async function connect(browser: Browser, change: Record<string, unknown> = {}): Promise<Answer<ConnectionView>> {
  const { POST } = await import("#app/api/connections/route.ts");
  const body = { systemUrl: crmUrl, apiKey: sandboxAccount.apiKey, ...change };
  const response = await browser.visit(POST, "/api/connections", { method: "POST", body });
  return { status: response.status, body: (await response.json()) as Answer<ConnectionView>["body"] };
}
