import { test as base, expect } from "@playwright/test";
import { openShop, type OtherCrm, type Shop, startOtherCrm } from "./e2e-shop.ts";
import { startHubProcess, type HubProcess } from "./hub-process.ts";
import { openPagesWhole } from "./whole-pages.ts";

export interface Owner {
  readonly email: string;
  readonly password: string;
}

interface WorkerFixtures {
  /** The real process with simulators, embedded database and a first owner; one per worker. */
  hub: HubProcess;
  owner: Owner;
  /** RetailCRM accounts which the hub may call, beside the built-in one: one for `shop`, one nobody has connected. */
  crms: { readonly ofShop: OtherCrm; readonly free: OtherCrm };
  /** The owner's shop, in an account of its own: the other accounts are left to those who connect them themselves. */
  shop: Shop;
}

/** Playwright's `test` with a running hub; paths are relative to it. */
export const test = base.extend<object, WorkerFixtures>({
  owner: [
    async ({}, use) => {
      await use({ email: "owner@example.ru", password: "correct horse battery" });
    },
    { scope: "worker" },
  ],
  crms: [
    async ({}, use) => {
      const crms = { ofShop: await startOtherCrm(), free: await startOtherCrm() };
      await use(crms);
      await Promise.all([crms.ofShop.close(), crms.free.close()]);
    },
    { scope: "worker" },
  ],
  hub: [
    async ({ owner, crms }, use) => {
      const hub = await startHubProcess({
        env: {
          HUB_ADMIN_EMAIL: owner.email,
          HUB_ADMIN_PASSWORD: owner.password,
          RETAILCRM_EXTRA_HOSTS: Object.values(crms).map(({ url }) => new URL(url).host).join(","),
          // The most talkative: what may not stand in a log must not stand in this one.
          LOG_LEVEL: "trace",
        },
      });
      await use(hub);
      await hub.stop();
    },
    { scope: "worker", timeout: 600_000 },
  ],
  shop: [
    async ({ hub, crms, owner }, use) => {
      await use(await openShop(hub, crms.ofShop, owner));
    },
    { scope: "worker", timeout: 600_000 },
  ],
  context: async ({ context }, use) => {
    openPagesWhole(context);
    await use(context);
  },
  baseURL: async ({ hub }, use) => {
    await use(hub.url);
  },
});

export { expect };
