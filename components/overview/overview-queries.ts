"use client";

import { useQuery } from "@tanstack/react-query";
import { api } from "#components/api-client.ts";
import type { ProblemJson } from "./problem-look.ts";

/** Figures of the last thirty days, sums in roubles, and how far the set-up has come. */
export interface OverviewJson {
  counts: { succeeded: number; amount: string; average: string; refunded: string };
  /** Invoices issued in these days, and how many of them were paid. */
  success: { issued: number; paid: number };
  /** Only days with money, in the reader's time zone. */
  days: { date: string; succeeded: string; refunded: string }[];
  setup: { connected: boolean; synced: boolean; tested: boolean; live: boolean };
}

const REFRESH = 30_000;

export function useOverview(initialData: OverviewJson) {
  return useQuery({
    queryKey: ["overview"],
    queryFn: ({ signal }) => api<OverviewJson>("/api/overview", { signal }),
    initialData,
    refetchInterval: REFRESH,
  });
}

export function useProblems(initialData: ProblemJson[]) {
  return useQuery({
    queryKey: ["problems"],
    queryFn: async ({ signal }) => (await api<{ items: ProblemJson[] }>("/api/problems", { signal })).items,
    initialData,
    refetchInterval: REFRESH,
  });
}
