import { AppError } from "#lib/errors.ts";
import type { Outcome } from "./close-operation.ts";

/** Turns an outcome that is not success into what the person who asked is told. */
export function assertDone(outcome: Outcome): void {
  if (outcome.state === "succeeded") return;
  if (outcome.state === "unknown") throw new AppError("unavailable", { reason: "being_checked" });
  throw new AppError("conflict", { reason: "bank_refused", params: { code: outcome.code, message: outcome.message ?? outcome.code } });
}
