"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { type PaymentFilters, readFilters, writeFilters } from "./payment-filters.ts";

/** The list's filters live in the page's address: it can be reloaded, shared and gone back to. */
export function usePaymentFilters(): [PaymentFilters, (change: Partial<PaymentFilters>) => void] {
  const query = useSearchParams();
  const filters = useMemo(() => readFilters(new URLSearchParams(query)), [query]);
  const change = useCallback(
    (part: Partial<PaymentFilters>) => {
      const next = writeFilters({ ...filters, ...part }).toString();
      const address = next === "" ? window.location.pathname : `?${next}`;
      // Each typed letter would be a step to go back over; a tab or a date is one.
      if ("search" in part && Object.keys(part).length === 1) window.history.replaceState(null, "", address);
      else window.history.pushState(null, "", address);
    },
    [filters],
  );
  return [filters, change];
}
