"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { api } from "#components/api-client.ts";
import type { PaymentPage } from "#components/payments/payment-json.ts";
import type { FiscalFormIn } from "./fiscal-form-values.ts";
import type { PreviewJson } from "./receipt-json.ts";

export interface PreviewWish {
  paymentId?: string;
  text?: string;
  /** Settings that are not saved yet. */
  fiscal?: FiscalFormIn["fiscal"];
}

export function useReceiptPreview(syncId: string) {
  return useMutation({
    mutationFn: (wish: PreviewWish) => api<PreviewJson>(`/api/syncs/${syncId}/receipt-preview`, { method: "POST", body: wish }),
  });
}

/** Payments of one sync whose order number or id fits, the newest first. */
export function useOwnPayments(syncId: string, search: string) {
  return useQuery({
    queryKey: ["payments", "of-sync", syncId, search],
    queryFn: async ({ signal }) => {
      const query = new URLSearchParams({ syncId, ...(search !== "" && { search }) });
      return (await api<PaymentPage>(`/api/payments?${query.toString()}`, { signal })).items;
    },
    staleTime: 30_000,
  });
}
