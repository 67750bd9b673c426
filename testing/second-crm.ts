/** Another RetailCRM account for a rehearsal. Import it right after `rehearsal.ts`: it adds to the environment. */
import { afterAll, beforeEach } from "vitest";
import { startCrm } from "#sandbox/crm/index.ts";

const second = await startCrm({ seed: 2 });

process.env["RETAILCRM_EXTRA_HOSTS"] = [process.env["RETAILCRM_EXTRA_HOSTS"] ?? "", new URL(second.url).host].join(",");

export const secondCrm = second.crm.control;
export const secondCrmUrl = second.url;

beforeEach(() => {
  secondCrm.reset();
  secondCrm.setSwitches({ requestsPerSecond: 0 });
});

afterAll(() => second.close());
