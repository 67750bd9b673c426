/** What makes the account a simulator: the log of all calls, and failures on order. */

export interface LogEntry {
  id: number;
  at: string;
  kind: "api" | "callback" | "account";
  /** Endpoint or action, for example `update-invoice` or `create`. */
  name: string;
  method: string;
  url: string;
  /** HTTP status; null when there was no answer. */
  status: number | null;
  ms: number;
  request: unknown;
  response: unknown;
  key: string | null;
  fault: string | null;
  note: string | null;
}

export const faultKinds = [
  "delay",
  "drop-before",
  "drop-after",
  "error-500",
  "error-500-after",
  "error-503",
  "error-429",
  "html-405",
  "success-false",
  "errors-list",
  "errors-map",
  "forbidden",
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  id: number;
  endpoint: string;
  kind: FaultKind;
  /** How many more calls it hits; null: until cleared. */
  times: number | null;
  delayMs: number;
  text: string | null;
}

export interface Verdict {
  mode: "normal" | "refuse";
  text: string;
}
