"use client";

import { ActionIcon, Group, Text, Title, Tooltip } from "@mantine/core";
import { IconLinkOff } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { notifyFailure, notifySuccess } from "#components/notify.tsx";
import { useErrorText } from "#components/use-error-text.ts";
import { useMoment } from "#components/use-moment.ts";
import type { InvitationView } from "#lib/team/team-view.ts";
import classes from "./team.module.css";
import { useRevoke } from "./team-queries.ts";

interface Props {
  connectionId: string;
  invitations: readonly InvitationView[];
}

/** Links that have been given out and not used. */
export function InvitationList({ connectionId, invitations }: Props) {
  const t = useTranslations("team.invitations");
  const roles = useTranslations("connections.roles");
  const moment = useMoment();
  const errorText = useErrorText();
  const revoke = useRevoke(connectionId);
  if (invitations.length === 0) return null;
  const takeBack = (id: string) => {
    revoke.mutate(id, {
      onSuccess: () => {
        notifySuccess(t("revoked"));
      },
      onError: (error) => {
        notifyFailure(errorText(error));
      },
    });
  };
  return (
    <div>
      <Title order={3} size="h5">
        {t("title")}
      </Title>
      <ul className={classes.list}>
        {invitations.map(({ id, note, role, expiresAt }) => {
          const who = note ?? t("unnamed");
          return (
            <Group component="li" key={id} gap="xs" className={classes.row}>
              <div className={classes.who}>
                <Text size="sm">{who}</Text>
                <Text size="xs" c="dimmed">
                  {roles(role)}, {t("until", { date: moment(expiresAt) })}
                </Text>
              </div>
              <Tooltip label={t("revoke")}>
                <ActionIcon
                  variant="subtle"
                  color="red"
                  aria-label={t("revokeOf", { who })}
                  loading={revoke.isPending && revoke.variables === id}
                  onClick={() => {
                    takeBack(id);
                  }}
                >
                  <IconLinkOff size={16} aria-hidden />
                </ActionIcon>
              </Tooltip>
            </Group>
          );
        })}
      </ul>
    </div>
  );
}
