import type { CheckStepView } from "#lib/connections/check-view.ts";

export type CheckStepJson = CheckStepView;

export const checkStepNames = ["address", "account", "key", "permissions", "stores"] as const;

/** Without these the account can be connected all the same. */
const soft: ReadonlySet<string> = new Set(["permissions", "stores"]);

export type StepState = "ok" | "bad" | "warn" | "skipped";

export function stepState(step: CheckStepJson | undefined): StepState {
  if (!step) return "skipped";
  if (step.ok) return "ok";
  return soft.has(step.step) ? "warn" : "bad";
}

export type CheckVerdict = "good" | "usable" | "failed";

export function verdictOf(steps: readonly CheckStepJson[], usable: boolean): CheckVerdict {
  if (!usable) return "failed";
  return steps.every(({ ok }) => ok) ? "good" : "usable";
}
