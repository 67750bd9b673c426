import { errorText } from "#lib/i18n/error-text.ts";
import type { FieldErrors } from "#lib/errors.ts";
import type { CheckStep, CheckStepName } from "./check-crm-account.ts";

export interface CheckStepView {
  step: CheckStepName;
  ok: boolean;
  /** What is wrong, and what to do about it, in the reader's language. */
  reason: string | null;
  hint: string | null;
}

export function checkStepView({ step, ok, problem, params }: CheckStep, locale: string): CheckStepView {
  if (problem === null) return { step, ok, reason: null, hint: null };
  return {
    step,
    ok,
    reason: errorText(locale, `crm.check.${problem}.text`, params),
    hint: errorText(locale, `crm.check.${problem}.hint`, params),
  };
}

/** The failed step as an error of the form field that can mend it. */
export function fieldErrorsOfSteps(steps: readonly CheckStep[]): FieldErrors {
  const failed = steps.find(({ ok }) => !ok);
  if (!failed?.problem) return {};
  const { message } = failed.params;
  // A field's error has no parameters: the CRM's own words stand by themselves.
  return { [failed.step === "key" ? "apiKey" : "systemUrl"]: [message === undefined ? `crm.check.${failed.problem}.text` : String(message)] };
}
