import type { ProviderError } from "#lib/errors.ts";

/** The CRM has read the message and does not want it: another message getting through says nothing about this one. */
const refusalCodes = ["invalid", "not_found", "failed", "no_account", "payment_required"] as const;

export const refusesMessage = ({ outcome, code }: ProviderError): boolean =>
  outcome === "rejected" && refusalCodes.some((refusal) => refusal === code);

/** The same of a stored `lastError`, which begins with the code; of rows that wait for the CRM to come back. */
export const notRefused = { NOT: refusalCodes.map((code) => ({ lastError: { startsWith: code } })) };
