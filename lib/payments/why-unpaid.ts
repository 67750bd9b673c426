import { actionReason } from "#lib/alfabank/action-codes.ts";
import type { ActionGroup } from "#lib/alfabank/action-words.ts";
import type { Attempt, Payment } from "#lib/generated/prisma/client.ts";
import { translator } from "#lib/i18n/translator.ts";

export type UnpaidFacts = Pick<Payment, "status" | "cancelReason" | "cancelRequestedAt"> & {
  attempts: Pick<Attempt, "seq" | "actionCode">[];
};

/** Try again, take another card, mend the shop's settings. Not: time ran out, still being found out. */
const refusals: ReadonlySet<ActionGroup | null> = new Set(["S", "C", "X"] as const);

/** A refusal of the bank in words; null when the payer only left, or somebody wanted the end. */
function refusal(actionCode: number | null, locale: string): string | null {
  if (actionCode === null) return null;
  const { text, advice, group } = actionReason(actionCode, locale);
  return refusals.has(group) && advice !== null ? text : null;
}

/** Why there is no money, in the reader's language, for whoever looks through a list; null when there is nothing to say. */
export function whyUnpaid({ status, cancelReason, cancelRequestedAt, attempts }: UnpaidFacts, locale: string): string | null {
  if (status === "canceled") {
    if (cancelReason !== null && cancelReason !== "") return cancelReason;
    return translator(locale)(`payments.why.${cancelRequestedAt ? "manager" : "released"}`);
  }
  if (status !== "pending") return null;
  const newestFirst = attempts.toSorted((a, b) => b.seq - a.seq);
  return newestFirst.map(({ actionCode }) => refusal(actionCode, locale)).find((text) => text !== null) ?? null;
}
