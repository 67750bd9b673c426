import { bankKinds, type Cause, crmKinds, type DifferenceKind, isCause } from "./difference-state.ts";

/** Names under which the message catalogs have words; what has none yet is "other". */

const kinds: readonly string[] = [...bankKinds, ...crmKinds];

const isKind = (kind: string): kind is DifferenceKind => kinds.includes(kind);

export const kindName = (kind: string): DifferenceKind | "other" => (isKind(kind) ? kind : "other");

export const causeName = (cause: string): Cause | "other" => (isCause(cause) ? cause : "other");

const bankStatuses = ["registered", "held", "paid", "reversed", "refunded", "authenticating", "declined", "waiting", "partly"] as const;

export type BankStatusName = (typeof bankStatuses)[number] | "refundedPartly" | "other";

/** The bank's orderStatus (protocols: alfabank 4.1), with sums in kopecks: it has one number for any refund, a part or all. */
export function bankStatusName(status: number, captured: string | null, refunded: string | null): BankStatusName {
  const name = bankStatuses[status] ?? "other";
  const partly = captured !== null && refunded !== null && BigInt(refunded) < BigInt(captured);
  return name === "refunded" && partly ? "refundedPartly" : name;
}

const invoiceStatuses = ["pending", "waitingForCapture", "succeeded", "canceled"] as const;

export type InvoiceStatusName = (typeof invoiceStatuses)[number] | "refunded" | "other";

/** A payment's status, here and in RetailCRM. */
export function invoiceStatusName(status: string): InvoiceStatusName {
  if (status === "refundSucceeded") return "refunded";
  return invoiceStatuses.find((name) => name === status) ?? "other";
}

export type RunErrorName = "sandbox_off" | "denied" | "untrusted" | "unreachable" | "internal";

/** Why a comparison could not be made. */
export function runErrorName(error: string): RunErrorName {
  if (error === "sandbox_off" || error === "internal") return error;
  if (error === "tls") return "untrusted";
  return error === "5" ? "denied" : "unreachable";
}

export type CrmErrorName = "keyRefused" | "noScope" | "silent";

/** Why RetailCRM could not be asked. */
export function crmErrorName(error: string): CrmErrorName {
  if (error === "unauthorized" || error === "no_account") return "keyRefused";
  return error === "forbidden_scope" ? "noScope" : "silent";
}
