import { defaultSort, type PaymentSort, paymentSorts } from "#lib/payments/payment-filter-schema.ts";
import { dayField, idField } from "#lib/query-schema.ts";

export const paymentTabs = ["all", "pending", "waitingForCapture", "succeeded", "refundSucceeded", "canceled"] as const;

export type PaymentTab = (typeof paymentTabs)[number];

/** What the list is narrowed to, and its order. Dates are calendar days "YYYY-MM-DD", both included; null: no bound. */
export interface PaymentFilters {
  tab: PaymentTab;
  search: string;
  syncId: string | null;
  from: string | null;
  to: string | null;
  sort: PaymentSort;
}

export const noFilters: PaymentFilters = { tab: "all", search: "", syncId: null, from: null, to: null, sort: defaultSort };

/** What the list will take: a page that let more through would fail. */
const fitting = (field: typeof dayField | typeof idField, text: string | null): string | null => field.safeParse(text).data ?? null;

/** The server takes no more. */
export const MAX_SEARCH = 100;

/** Filters out of a page's address. What is not a filter of ours reads as "no filter", never as an error. */
export function readFilters(query: URLSearchParams): PaymentFilters {
  const [from, to] = [fitting(dayField, query.get("from")), fitting(dayField, query.get("to"))];
  const reversed = from !== null && to !== null && from > to;
  return {
    tab: paymentTabs.find((tab) => tab === query.get("status")) ?? "all",
    search: (query.get("search") ?? "").trim().slice(0, MAX_SEARCH),
    syncId: fitting(idField, query.get("syncId")),
    from: reversed ? to : from,
    to: reversed ? from : to,
    sort: paymentSorts.find((sort) => sort === query.get("sort")) ?? defaultSort,
  };
}

/** The same names for a page's address, the list and the CSV file: only what is set. */
export function writeFilters({ tab, search, syncId, from, to, sort }: PaymentFilters): URLSearchParams {
  const query = new URLSearchParams();
  if (tab !== "all") query.set("status", tab);
  if (search !== "") query.set("search", search);
  if (syncId !== null) query.set("syncId", syncId);
  if (from !== null) query.set("from", from);
  if (to !== null) query.set("to", to);
  if (sort !== defaultSort) query.set("sort", sort);
  return query;
}

/** Sorted is not narrowed: nothing is hidden. */
export const isFiltered = (filters: PaymentFilters): boolean => writeFilters({ ...filters, sort: defaultSort }).size > 0;

/** All payments, in the order they are in now. */
export const withoutFilters = ({ sort }: PaymentFilters): PaymentFilters => ({ ...noFilters, sort });
