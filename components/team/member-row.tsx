"use client";

import { ActionIcon, Group, Select, Text, Tooltip } from "@mantine/core";
import { IconUserMinus } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "#components/confirm-dialog.tsx";
import { notifyFailure, notifySuccess, notifyWithUndo } from "#components/notify.tsx";
import { useErrorText } from "#components/use-error-text.ts";
import { type RoleName, roles } from "#lib/team/role-state.ts";
import type { MemberView } from "#lib/team/team-view.ts";
import { PersonName } from "./person-name.tsx";
import { RemoveDialog } from "./remove-dialog.tsx";
import classes from "./team.module.css";
import { useChangeRole } from "./team-queries.ts";

interface Props {
  connectionId: string;
  member: MemberView;
  /** The reader is an owner. */
  manages: boolean;
}

const isRole = (value: string | null): value is RoleName => roles.some((role) => role === value);

export function MemberRow({ connectionId, member, manages }: Props) {
  const t = useTranslations("team");
  const words = useTranslations("connections.roles");
  const shell = useTranslations("shell.toast");
  const errorText = useErrorText();
  const change = useChangeRole(connectionId);
  const [asking, setAsking] = useState<"remove" | RoleName | null>(null);
  const { name, email, role, self, userId } = member;
  const who = name ?? email;
  const close = () => {
    setAsking(null);
    change.reset();
  };
  const set = (next: RoleName, { undone = false } = {}) => {
    const before = role;
    change.mutate(
      { userId, role: next },
      {
        onSuccess: () => {
          // Whoever demoted themselves is no owner any more and cannot take it back.
          if (self || undone) notifySuccess(t("changed"));
          else notifyWithUndo(t("changed"), { label: shell("undo"), run: () => { set(before, { undone: true }); } });
          close();
        },
        onError: (error) => {
          if (!self) notifyFailure(errorText(error));
        },
      },
    );
  };
  const choose = (value: string | null) => {
    if (!isRole(value) || value === role) return;
    if (self) setAsking(value);
    else set(value);
  };
  return (
    <Group component="li" gap="xs" className={classes.row}>
      <PersonName name={name} email={email}>
        {self && (
          <Text span size="xs" c="dimmed">
            ({t("you")})
          </Text>
        )}
      </PersonName>
      {manages ? (
        <Select
          aria-label={t("roleOf", { who })}
          data={[...roles].reverse().map((value) => ({ value, label: words(value) }))}
          value={role}
          onChange={choose}
          allowDeselect={false}
          disabled={change.isPending}
          size="xs"
          w={150}
        />
      ) : (
        <Text size="sm">{words(role)}</Text>
      )}
      {manages && !self && (
        <Tooltip label={t("remove.action")}>
          <ActionIcon
            variant="subtle"
            color="red"
            aria-label={t("remove.actionOf", { who })}
            onClick={() => {
              setAsking("remove");
            }}
          >
            <IconUserMinus size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      )}
      <RemoveDialog connectionId={connectionId} member={member} opened={asking === "remove"} onClose={close} />
      <ConfirmDialog
        opened={isRole(asking)}
        onClose={close}
        title={t("demote.title")}
        confirmLabel={t("demote.confirm")}
        onConfirm={() => {
          if (isRole(asking)) set(asking);
        }}
        danger
        loading={change.isPending}
        error={change.error}
      >
        {t("demote.text")}
      </ConfirmDialog>
    </Group>
  );
}
