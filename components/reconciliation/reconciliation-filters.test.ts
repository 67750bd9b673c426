import { expect, it } from "vitest";
import { isNarrowed, readReconciliationFilters, writeReconciliationFilters } from "./reconciliation-filters.ts";

const read = (query: string) => readReconciliationFilters(new URLSearchParams(query));

it("keeps filters in the address and gets them back", () => {
  const filters = { state: "solved", syncId: "9d0a4f0e-8f0b-4a9b-8b1f-6f7d8e9c0a11", from: "2026-01-01", to: "2026-01-31" } as const;
  expect(read(writeReconciliationFilters(filters).toString())).toEqual(filters);
  expect(isNarrowed(filters)).toBe(true);
});

it("shows all open differences when nothing, or nonsense, is asked for", () => {
  const all = { state: "open", syncId: null, from: null, to: null } as const;
  for (const query of ["", "state=all", "syncId=1", "from=2026-02-30"]) expect(read(query)).toEqual(all);
  expect(writeReconciliationFilters(all).toString()).toBe("");
  expect(isNarrowed(all)).toBe(false);
});
