"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "#components/api-client.ts";
import { registrationInterval } from "#components/connections/registration-interval.ts";
import type { SyncView } from "#lib/syncs/sync-view.ts";

/** What the bank said to a login, in the reader's words. */
export interface BankCheck {
  ok: boolean;
  code: string;
  message: string;
  hint: string | null;
}

const listKey = ["syncs"] as const;
const syncKey = (id: string) => ["sync", id] as const;

export function useSyncs(initialData?: SyncView[]) {
  return useQuery({
    queryKey: listKey,
    queryFn: async ({ signal }) => (await api<{ items: SyncView[] }>("/api/syncs", { signal })).items,
    ...(initialData && { initialData }),
  });
}

/** One sync; asked again while RetailCRM has not answered about its module. */
export function useSync(id: string, initialData?: SyncView) {
  return useQuery({
    queryKey: syncKey(id),
    queryFn: ({ signal }) => api<SyncView>(`/api/syncs/${id}`, { signal }),
    refetchInterval: ({ state }) => registrationInterval(state.data?.registration.state),
    ...(initialData && { initialData }),
  });
}

export function useKeepSync() {
  const client = useQueryClient();
  return (sync: SyncView) => {
    client.setQueryData(syncKey(sync.id), sync);
    void client.invalidateQueries({ queryKey: listKey });
    void client.invalidateQueries({ queryKey: ["problems"] });
  };
}

/** Switches a sync off or on again. */
export function useSwitchSync(id: string) {
  const keep = useKeepSync();
  return useMutation({
    mutationFn: (enabled: boolean) => api<SyncView>(`/api/syncs/${id}`, { method: "PATCH", body: { enabled } }),
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
