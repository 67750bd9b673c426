"use client";

import { useQuery } from "@tanstack/react-query";
import { api } from "#components/api-client.ts";
import type { PaymentItem, PaymentPage } from "./payment-json.ts";

const SHOWN = 7;

/** Payments by any number of theirs; one letter is no number yet. */
export function useFoundPayments(search: string): PaymentItem[] {
  const enough = search.length > 1;
  const { data } = useQuery({
    queryKey: ["payments", "found", search],
    queryFn: ({ signal }) => api<PaymentPage>(`/api/payments?${new URLSearchParams({ search }).toString()}`, { signal }),
    enabled: enough,
  });
  return enough ? (data?.items.slice(0, SHOWN) ?? []) : [];
}
