"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "#components/api-client.ts";
import type { InvitationInput } from "#lib/team/member-schema.ts";
import type { RoleName } from "#lib/team/role-state.ts";
import type { InvitationView, TeamView } from "#lib/team/team-view.ts";

const teamKey = (id: string) => ["team", id] as const;
const base = (id: string) => `/api/connections/${id}`;

export function useTeam(id: string) {
  return useQuery({ queryKey: teamKey(id), queryFn: ({ signal }) => api<TeamView>(`${base(id)}/members`, { signal }) });
}

/** After any change of the team: the list again, and what is waiting on the overview. */
function useRefresh(id: string) {
  const client = useQueryClient();
  return async () => {
    void client.invalidateQueries({ queryKey: ["problems"] });
    await client.invalidateQueries({ queryKey: teamKey(id) });
  };
}

export interface RoleChange {
  userId: string;
  role: RoleName;
}

export function useChangeRole(id: string) {
  const client = useQueryClient();
  const refresh = useRefresh(id);
  return useMutation({
    mutationFn: ({ userId, role }: RoleChange) => api(`${base(id)}/members/${userId}`, { method: "PATCH", body: { role } }),
    onSuccess: () => {
      // One's own role decides what else the page offers.
      void client.invalidateQueries({ queryKey: ["connection", id] });
    },
    onSettled: refresh,
  });
}

/** Oneself: leaving. The list is not asked for again, there is none for strangers. */
export function useRemoveMember(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (userId: string) => api(`${base(id)}/members/${userId}`, { method: "DELETE" }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["connections"] }),
  });
}

export function useInvite(id: string) {
  const refresh = useRefresh(id);
  return useMutation({
    mutationFn: (body: InvitationInput) => api<InvitationView & { url: string }>(`${base(id)}/invitations`, { method: "POST", body }),
    onSuccess: refresh,
  });
}

export function useRevoke(id: string) {
  const refresh = useRefresh(id);
  return useMutation({
    mutationFn: (invitationId: string) => api(`${base(id)}/invitations/${invitationId}`, { method: "DELETE" }),
    onSettled: refresh,
  });
}

/** Lets somebody in as a viewer, or not. */
export function useAnswer(id: string) {
  const refresh = useRefresh(id);
  return useMutation({
    mutationFn: ({ userId, letIn }: { userId: string; letIn: boolean }) =>
      letIn
        ? api(`${base(id)}/access-requests/${userId}`, { method: "POST", body: { role: "viewer" } })
        : api(`${base(id)}/access-requests/${userId}`, { method: "DELETE" }),
    onSettled: refresh,
  });
}

export function useAskForAccess(id: string) {
  return useMutation({ mutationFn: () => api(`${base(id)}/access-requests`, { method: "POST" }) });
}
