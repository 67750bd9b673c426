"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { readReconciliationFilters, type ReconciliationFilters, writeReconciliationFilters } from "./reconciliation-filters.ts";

/** The filters live in the page's address: it can be reloaded, shared and gone back to. */
export function useReconciliationFilters(): [ReconciliationFilters, (change: Partial<ReconciliationFilters>) => void] {
  const query = useSearchParams();
  const filters = useMemo(() => readReconciliationFilters(new URLSearchParams(query)), [query]);
  const change = useCallback(
    (part: Partial<ReconciliationFilters>) => {
      const next = writeReconciliationFilters({ ...filters, ...part }).toString();
      window.history.pushState(null, "", next === "" ? window.location.pathname : `?${next}`);
    },
    [filters],
  );
  return [filters, change];
}
