import { readFilters } from "#components/payments/payment-filters.ts";

/** What the differences are narrowed to. Days are those of the orders, Moscow time, both included; null: no bound. */
export interface ReconciliationFilters {
  state: "open" | "solved";
  syncId: string | null;
  from: string | null;
  to: string | null;
}

/** Filters out of a page's address. What is not a filter of ours reads as "no filter". */
export function readReconciliationFilters(query: URLSearchParams): ReconciliationFilters {
  const { syncId, from, to } = readFilters(query);
  return { state: query.get("state") === "solved" ? "solved" : "open", syncId, from, to };
}

/** The same names for the page's address, the list and the CSV file: only filters that are set. */
export function writeReconciliationFilters({ state, syncId, from, to }: ReconciliationFilters): URLSearchParams {
  const query = new URLSearchParams();
  if (state !== "open") query.set("state", state);
  if (syncId !== null) query.set("syncId", syncId);
  if (from !== null) query.set("from", from);
  if (to !== null) query.set("to", to);
  return query;
}

export const isNarrowed = ({ syncId, from, to }: ReconciliationFilters): boolean => syncId !== null || from !== null || to !== null;
