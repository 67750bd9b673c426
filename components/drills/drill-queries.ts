"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "#components/api-client.ts";
import type { DrillKind } from "#lib/drills/drill-schema.ts";
import type { DrillsView } from "#lib/drills/drill-view.ts";

const drillsKey = (syncId: string) => ["drills", syncId] as const;

const WATCH_MS = 2_000;

/** Looked at again and again while a drill is under way. */
export function useDrills(syncId: string) {
  return useQuery({
    queryKey: drillsKey(syncId),
    queryFn: ({ signal }) => api<DrillsView>(`/api/syncs/${syncId}/drills`, { signal }),
    refetchInterval: ({ state }) => (state.data?.running ? WATCH_MS : false),
  });
}

export function useStartDrill(syncId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (kind: DrillKind) => api<DrillsView>(`/api/syncs/${syncId}/drills`, { method: "POST", body: { kind } }),
    onSuccess: (drills) => {
      client.setQueryData(drillsKey(syncId), drills);
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: drillsKey(syncId) });
      void client.invalidateQueries({ queryKey: ["payments"] });
    },
  });
}
