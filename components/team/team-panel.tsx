"use client";

import { Button, Skeleton, Stack, Text } from "@mantine/core";
import { IconUserPlus } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorState } from "#components/error-state.tsx";
import { Panel } from "#components/panel.tsx";
import { TextButton } from "#components/text-button.tsx";
import type { TeamView } from "#lib/team/team-view.ts";
import { InvitationList } from "./invitation-list.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { MemberRow } from "./member-row.tsx";
import { RemoveDialog } from "./remove-dialog.tsx";
import { RequestList } from "./request-list.tsx";
import classes from "./team.module.css";
import { useTeam } from "./team-queries.ts";

/** Who works with this connection; owners invite, change and remove. */
export function TeamPanel({ connectionId }: { connectionId: string }) {
  const t = useTranslations("team");
  const { data: team, error, refetch, isFetching } = useTeam(connectionId);
  const [inviting, setInviting] = useState(false);
  const close = () => {
    setInviting(false);
  };
  return (
    <Panel
      title={t("title")}
      anchor="team"
      action={
        team?.role === "owner" && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconUserPlus size={14} aria-hidden />}
            onClick={() => {
              setInviting(true);
            }}
          >
            {t("invite.action")}
          </Button>
        )
      }
    >
      {team && <Members connectionId={connectionId} team={team} />}
      {!team && error && <ErrorState title={t("failed")} error={error} onRetry={() => void refetch()} retrying={isFetching} />}
      {!team && !error && <Skeleton height={72} role="status" aria-busy aria-label={t("loading")} />}
      <InviteDialog connectionId={connectionId} opened={inviting} onClose={close} />
    </Panel>
  );
}

function Members({ connectionId, team: { role, members, invitations, requests } }: { connectionId: string; team: TeamView }) {
  const t = useTranslations("team");
  const [leaving, setLeaving] = useState(false);
  const self = members.find((member) => member.self);
  return (
    <Stack gap="sm">
      <RequestList connectionId={connectionId} requests={requests} />
      <Text size="xs" c="dimmed">
        {t("intro")}
      </Text>
      <ul className={classes.list} aria-label={t("members")}>
        {members.map((member) => (
          <MemberRow key={member.userId} connectionId={connectionId} member={member} manages={role === "owner"} />
        ))}
      </ul>
      <InvitationList connectionId={connectionId} invitations={invitations} />
      {self && (
        <>
          <TextButton
            color="red"
            onClick={() => {
              setLeaving(true);
            }}
          >
            {t("leave.action")}
          </TextButton>
          <RemoveDialog
            connectionId={connectionId}
            member={self}
            opened={leaving}
            onClose={() => {
              setLeaving(false);
            }}
          />
        </>
      )}
    </Stack>
  );
}
