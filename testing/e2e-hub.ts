import { test as base, expect } from "@playwright/test";
import { startHubProcess, type HubProcess } from "./hub-process.ts";

export interface Owner {
  readonly email: string;
  readonly password: string;
}

interface WorkerFixtures {
  /** The real process with simulators, embedded database and a first owner; one per worker. */
  hub: HubProcess;
  owner: Owner;
}

/** Playwright's `test` with a running hub; paths are relative to it. */
export const test = base.extend<object, WorkerFixtures>({
  owner: [
    async ({}, use) => {
      await use({ email: "owner@example.ru", password: "correct horse battery" });
    },
    { scope: "worker" },
  ],
  hub: [
    async ({ owner }, use) => {
      const hub = await startHubProcess({
        env: { HUB_ADMIN_EMAIL: owner.email, HUB_ADMIN_PASSWORD: owner.password, LOG_LEVEL: "warn" },
      });
      await use(hub);
      await hub.stop();
    },
    { scope: "worker", timeout: 240_000 },
  ],
  baseURL: async ({ hub }, use) => {
    await use(hub.url);
  },
});

export { expect };
