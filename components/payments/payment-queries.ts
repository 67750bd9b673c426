"use client";

import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "#components/api-client.ts";
import { type PaymentFilters, writeFilters } from "./payment-filters.ts";
import type { NeighboursJson, PaymentJson, PaymentPage } from "./payment-json.ts";
import { isMoving } from "./payment-look.ts";

export type PaymentAction = "sync" | "approve" | "cancel" | "refund" | "deliver" | "return-duplicate";

const listKey = (filters: PaymentFilters) => ["payments", writeFilters(filters).toString()] as const;
const paymentKey = (id: string) => ["payment", id] as const;

/** A first page that the server drew, and the filters it is the answer to. */
export interface FirstPage {
  query: string;
  page: PaymentPage;
}

/** The list, page after page: a cursor names where the next one begins, so that new payments do not shift it. */
export function usePaymentList(filters: PaymentFilters, first?: FirstPage) {
  const known = first?.query === writeFilters(filters).toString() ? first.page : undefined;
  return useInfiniteQuery({
    queryKey: listKey(filters),
    ...(known && { initialData: { pages: [known], pageParams: [null] } }),
    queryFn: ({ pageParam, signal }) => {
      const query = writeFilters(filters);
      if (pageParam !== null) query.set("cursor", pageParam);
      return api<PaymentPage>(`/api/payments?${query.toString()}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

const SOON = 3_000;
const LATER = 10_000;

/** How soon to look again; false: the payment rests. */
function refreshInterval(payment: PaymentJson | undefined): number | false {
  if (!payment) return false;
  if (payment.checking || payment.refundPending) return SOON;
  if (payment.deliveries.some(({ state, tries }) => state === "pending" && tries === 0)) return SOON;
  if (payment.receipts.some(({ status }) => status === "expected" || status === "sent")) return LATER;
  return isMoving(payment) ? LATER : false;
}

export function usePayment(id: string, initialData?: PaymentJson) {
  return useQuery({
    queryKey: paymentKey(id),
    ...(initialData && { initialData }),
    queryFn: ({ signal }) => api<PaymentJson>(`/api/payments/${id}`, { signal }),
    refetchInterval: ({ state }) => refreshInterval(state.data),
  });
}

/** The payments above and below this one in the list with these filters. */
export function useNeighbours(id: string, query: string) {
  return useQuery({
    queryKey: ["payments", "neighbours", id, query],
    queryFn: ({ signal }) => api<NeighboursJson>(`/api/payments/${id}/neighbours?${query}`, { signal }),
  });
}

/** A manual action; its answer is the payment as it is afterwards. */
export function usePaymentAction(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ action, ...body }: { action: PaymentAction; amount?: string; attemptId?: string }) =>
      api<PaymentJson>(`/api/payments/${id}/${action}`, { method: "POST", body }),
    onSuccess: (payment) => {
      client.setQueryData(paymentKey(id), payment);
      void client.invalidateQueries({ queryKey: ["payments"] });
      void client.invalidateQueries({ queryKey: ["problems"] });
    },
    // Also after a refusal: the payment may have moved on without us.
    onError: () => client.invalidateQueries({ queryKey: paymentKey(id) }),
  });
}

/** Has the bank make the settlement receipt after a prepayment. */
export function useCloseReceipt(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api<PaymentJson>(`/api/payments/${id}/close-receipt`, { method: "POST", body: {} }),
    onSuccess: (payment) => {
      client.setQueryData(paymentKey(id), payment);
    },
    onError: () => client.invalidateQueries({ queryKey: paymentKey(id) }),
  });
}
