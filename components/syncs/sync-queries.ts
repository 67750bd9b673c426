"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "#components/api-client.ts";
import type { BankCheck, SyncJson } from "./sync-json.ts";

const listKey = ["syncs"] as const;
const syncKey = (id: string) => ["sync", id] as const;

const SOON = 2_000;

export function useSyncs(initialData?: SyncJson[]) {
  return useQuery({
    queryKey: listKey,
    queryFn: async ({ signal }) => (await api<{ items: SyncJson[] }>("/api/syncs", { signal })).items,
    ...(initialData && { initialData }),
  });
}

/** One sync; asked again while RetailCRM has not answered about its module. */
export function useSync(id: string, initialData?: SyncJson) {
  return useQuery({
    queryKey: syncKey(id),
    queryFn: ({ signal }) => api<SyncJson>(`/api/syncs/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.registration.state === "pending" ? SOON : false),
    ...(initialData && { initialData }),
  });
}

function useKeepSync() {
  const client = useQueryClient();
  return (sync: SyncJson) => {
    client.setQueryData(syncKey(sync.id), sync);
    void client.invalidateQueries({ queryKey: listKey });
    void client.invalidateQueries({ queryKey: ["problems"] });
  };
}

/** Switches a sync off or on again. */
export function useSwitchSync(id: string) {
  const keep = useKeepSync();
  return useMutation({
    mutationFn: (enabled: boolean) => api<SyncJson>(`/api/syncs/${id}`, { method: "PATCH", body: { enabled } }),
    onSuccess: keep,
  });
}

/** Tries the stored login and password at the bank. */
export function useCheckSync(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api<BankCheck>(`/api/syncs/${id}/check`, { method: "POST", body: {} }),
    onSettled: () => client.invalidateQueries({ queryKey: syncKey(id) }),
  });
}

/** Fetches and installs the state authority's certificates for bank hosts. */
export function useInstallCa() {
  return useMutation({ mutationFn: () => api<unknown>("/api/bank-ca", { method: "POST", body: {} }) });
}
