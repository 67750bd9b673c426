"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "#components/api-client.ts";
import type { ConnectionView } from "#lib/connections/connection-view.ts";
import type { CrmSetupView } from "#lib/connections/crm-setup-view.ts";
import { registrationInterval } from "./registration-interval.ts";

const listKey = ["connections"] as const;
const connectionKey = (id: string) => ["connection", id] as const;

export function useConnections(initialData?: ConnectionView[]) {
  return useQuery({
    queryKey: listKey,
    queryFn: async ({ signal }) => (await api<{ items: ConnectionView[] }>("/api/connections", { signal })).items,
    ...(initialData && { initialData }),
  });
}

/** One connection; asked again while the module is on its way to RetailCRM. */
export function useConnection(id: string, initialData?: ConnectionView) {
  return useQuery({
    queryKey: connectionKey(id),
    queryFn: ({ signal }) => api<ConnectionView>(`/api/connections/${id}`, { signal }),
    refetchInterval: ({ state }) => registrationInterval(state.data?.registration.state),
    ...(initialData && { initialData }),
  });
}

/** Asked of the CRM itself, so not more often than somebody wants to know. */
export function useCrmSetup(id: string) {
  return useQuery({
    queryKey: ["crm-setup", id],
    queryFn: ({ signal }) => api<CrmSetupView>(`/api/connections/${id}/setup`, { signal }),
    staleTime: 5 * 60_000,
    refetchOnWindowFocus: false,
    retry: false,
  });
}

export function useKeepConnection() {
  const client = useQueryClient();
  return (connection: ConnectionView) => {
    client.setQueryData(connectionKey(connection.id), connection);
    void client.invalidateQueries({ queryKey: listKey });
    void client.invalidateQueries({ queryKey: ["problems"] });
    void client.invalidateQueries({ queryKey: ["crm-setup", connection.id] });
  };
}

export function useRegisterAgain(id: string) {
  const keep = useKeepConnection();
  return useMutation({
    mutationFn: () => api<ConnectionView>(`/api/connections/${id}/register`, { method: "POST", body: {} }),
    onSuccess: keep,
  });
}
