"use client";

import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api } from "#components/api-client.ts";
import { type ReconciliationFilters, writeReconciliationFilters } from "./reconciliation-filters.ts";
import type { DifferenceJson, DifferencePage, RunJson, RunPage } from "./reconciliation-json.ts";

const runsKey = ["reconciliation-runs"] as const;
const differencesKey = ["reconciliation-differences"] as const;

const SOON = 2_000;

const after = (path: string, query: URLSearchParams, cursor: string | null): string => {
  if (cursor !== null) query.set("cursor", cursor);
  return `${path}?${query.toString()}`;
};

/** Latest runs per sync and period; looked at again while one is under way. */
export function useRuns(initial: RunPage) {
  return useInfiniteQuery({
    queryKey: runsKey,
    initialData: { pages: [initial], pageParams: [null] },
    queryFn: ({ pageParam, signal }) => api<RunPage>(after("/api/reconciliation", new URLSearchParams(), pageParam), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) => (state.data?.pages.some(({ items }) => items.some((run) => run.state === "running")) ? SOON : false),
  });
}

/** A first page that the server drew, and the filters it is the answer to. */
export interface FirstDifferences {
  query: string;
  page: DifferencePage;
}

export function useDifferences(filters: ReconciliationFilters, first: FirstDifferences) {
  const query = writeReconciliationFilters(filters).toString();
  return useInfiniteQuery({
    queryKey: [...differencesKey, query],
    ...(first.query === query && { initialData: { pages: [first.page], pageParams: [null] } }),
    queryFn: ({ pageParam, signal }) =>
      api<DifferencePage>(after("/api/reconciliation/differences", writeReconciliationFilters(filters), pageParam), { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
}

/** What a run found is shown as soon as it has ended. */
export function useFollowRuns(runs: readonly RunJson[]): void {
  const client = useQueryClient();
  const running = runs.filter(({ state }) => state === "running").length;
  const before = useRef(running);
  useEffect(() => {
    if (running < before.current) {
      void client.invalidateQueries({ queryKey: differencesKey });
      void client.invalidateQueries({ queryKey: ["problems"] });
    }
    before.current = running;
  }, [client, running]);
}

export interface RunWish {
  syncId: string;
  from: string;
  to: string;
}

export function useStartRun() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: RunWish) => api<RunJson>("/api/reconciliation", { method: "POST", body }),
    onSettled: () => client.invalidateQueries({ queryKey: runsKey }),
  });
}

/** Asks the bank, or tells RetailCRM again; its answer is the difference as it is afterwards. */
export function useRepair(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api<DifferenceJson>(`/api/reconciliation/differences/${id}/repair`, { method: "POST", body: {} }),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: differencesKey });
      void client.invalidateQueries({ queryKey: ["problems"] });
      void client.invalidateQueries({ queryKey: ["payments"] });
    },
  });
}
