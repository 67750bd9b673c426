import type { OverviewJson } from "./overview-queries.ts";

export const setupNames = ["connected", "synced", "tested", "live"] as const;

export type SetupName = (typeof setupNames)[number];

export interface SetupStep {
  name: SetupName;
  state: "done" | "now" | "later";
  href: string;
}

const hrefs: Record<SetupName, string> = {
  connected: "/connections/new",
  synced: "/syncs/new",
  tested: "/help#paymentType",
  live: "/syncs",
};

/** The checklist: what is done, the first thing that is not, and what comes after it. */
export function setupSteps(setup: OverviewJson["setup"]): SetupStep[] {
  const next = setupNames.find((name) => !setup[name]);
  return setupNames.map((name) => ({ name, href: hrefs[name], state: setup[name] ? "done" : name === next ? "now" : "later" }));
}
