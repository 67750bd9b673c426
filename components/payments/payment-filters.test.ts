import { expect, it } from "vitest";
import { paymentFilterSchema, readPaymentFilter } from "#lib/payments/payment-filter-schema.ts";
import { isFiltered, noFilters, type PaymentFilters, readFilters, withoutFilters, writeFilters } from "./payment-filters.ts";

const read = (query: string) => readFilters(new URLSearchParams(query));

it("keeps filters in the address and gets them back", () => {
  const filters: PaymentFilters = {
    tab: "succeeded",
    search: "1042А/б & co",
    syncId: "9d0a4f0e-8f0b-4a9b-8b1f-6f7d8e9c0a11",
    from: "2026-01-01",
    to: "2026-01-31",
    sort: "-amount",
  };
  expect(read(writeFilters(filters).toString())).toEqual(filters);
  expect(isFiltered(filters)).toBe(true);
});

it("leaves the address alone without filters", () => {
  expect(writeFilters(noFilters).toString()).toBe("");
  expect(read("")).toEqual(noFilters);
  expect(isFiltered(noFilters)).toBe(false);
});

it.each(["status=paid", "syncId=1", "syncId=%00", "from=yesterday", "to=2026-02-30", "from=0000-01-01", "to=1969-12-31", "from=2026-13-01", "search=%20%20", "sort=id", "sort=-createdAt"])(
  "ignores %s",
  (query) => {
    expect(read(query)).toEqual(noFilters);
  },
);

it("reads nothing that the list would refuse", () => {
  const query = writeFilters(read("syncId=11111111-1111-1111-1111-111111111111&from=9999-12-31&search=x"));
  expect(query.size).toBe(3);
  expect(paymentFilterSchema.safeParse(readPaymentFilter(query)).success).toBe(true);
});

it("sorting hides nothing, and stays when filters are taken off", () => {
  const sorted = read("sort=amount");
  expect(isFiltered(sorted)).toBe(false);
  expect(withoutFilters({ ...sorted, search: "1042" })).toEqual(sorted);
});

it("turns a reversed range around", () => {
  expect(read("from=2026-02-01&to=2026-01-01")).toMatchObject({ from: "2026-01-01", to: "2026-02-01" });
});

it("bounds the search", () => {
  expect(read(`search=${"x".repeat(500)}`).search).toHaveLength(100);
});
