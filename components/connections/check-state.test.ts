import { expect, it } from "vitest";
import { type CheckStepJson, stepState, verdictOf } from "./check-state.ts";

const step = (name: CheckStepJson["step"], ok: boolean): CheckStepJson => ({ step: name, ok, reason: null, hint: null });

it("tells what stops a connection from what only limits it", () => {
  expect(stepState(step("key", false))).toBe("bad");
  expect(stepState(step("permissions", false))).toBe("warn");
  expect(stepState(step("stores", true))).toBe("ok");
  expect(stepState(undefined)).toBe("skipped");
});

it("sums up", () => {
  expect(verdictOf([step("address", true), step("key", false)], false)).toBe("failed");
  expect(verdictOf([step("address", true), step("stores", false)], true)).toBe("usable");
  expect(verdictOf([step("address", true), step("stores", true)], true)).toBe("good");
});
