import { expect, it } from "vitest";
import { setupSteps } from "./setup-steps.ts";

const states = (connected: boolean, synced: boolean, tested: boolean, live: boolean) =>
  setupSteps({ connected, synced, tested, live }).map(({ state }) => state);

it("names one next step", () => {
  expect(states(false, false, false, false)).toEqual(["now", "later", "later", "later"]);
  expect(states(true, false, false, false)).toEqual(["done", "now", "later", "later"]);
  expect(states(true, true, true, false)).toEqual(["done", "done", "done", "now"]);
  expect(states(true, true, true, true)).toEqual(["done", "done", "done", "done"]);
});

it("takes steps done out of order as done", () => {
  expect(states(true, true, false, true)).toEqual(["done", "done", "now", "done"]);
});
