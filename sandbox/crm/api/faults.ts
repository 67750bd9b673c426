/** Failures on order: which fault hits a call, and what the caller then sees. */
import type { Store } from "../state/store.ts";
import type { Fault, FaultKind } from "../state/trial-types.ts";
import { entityErrors, htmlPage, refused, type Reply } from "./reply.ts";

/** Takes the faults that hit this call: every matching delay and the first other one. */
export function takeFaults(store: Store, endpoint: string): { delayMs: number; fault: Fault | null } {
  const matching = store.state.faults.filter((fault) => fault.endpoint === "*" || fault.endpoint === endpoint);
  const delays = matching.filter((fault) => fault.kind === "delay");
  const fault = matching.find((candidate) => candidate.kind !== "delay") ?? null;
  for (const used of fault ? [...delays, fault] : delays) if (used.times !== null) used.times -= 1;
  store.state.faults = store.state.faults.filter((candidate) => candidate.times === null || candidate.times > 0);
  if (matching.length > 0) store.changed();
  return { delayMs: delays.reduce((sum, delay) => sum + delay.delayMs, 0), fault };
}

/** Answers given before the method had any effect; null for faults of another kind. */
export function faultReply(fault: Fault): Reply | null {
  const text = fault.text;
  const replies: Partial<Record<FaultKind, Reply>> = {
    "error-500": refused(500, text ?? "Internal Server Error"),
    "error-503": refused(503, text ?? "Service temporary unavailable"),
    "error-429": refused(429, text ?? "Too Many Requests"),
    "html-405": htmlPage(405, "405 Not Allowed"),
    "success-false": refused(200, text ?? "Something went wrong"),
    "errors-list": refused(400, entityErrors, { errors: [text ?? "amount: This value is not valid."] }),
    "errors-map": refused(400, entityErrors, { errors: { "children[amount]": text ?? "This value is not valid." } }),
    forbidden: refused(403, text ?? "Access denied."),
  };
  return replies[fault.kind] ?? null;
}
