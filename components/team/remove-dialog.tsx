"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ConfirmDialog } from "#components/confirm-dialog.tsx";
import { notifySuccess } from "#components/notify.tsx";
import type { MemberView } from "#lib/team/team-view.ts";
import { useRemoveMember } from "./team-queries.ts";

interface Props {
  connectionId: string;
  member: MemberView;
  opened: boolean;
  onClose: () => void;
}

/** Removing somebody, or leaving oneself. */
export function RemoveDialog({ connectionId, member, opened, onClose }: Props) {
  const t = useTranslations(member.self ? "team.leave" : "team.remove");
  const client = useQueryClient();
  const router = useRouter();
  const remove = useRemoveMember(connectionId);
  const confirm = () => {
    remove.mutate(member.userId, {
      onSuccess: () => {
        notifySuccess(t("done"));
        onClose();
        if (member.self) router.replace("/connections");
        else void client.invalidateQueries({ queryKey: ["team", connectionId] });
      },
    });
  };
  return (
    <ConfirmDialog
      opened={opened}
      onClose={() => {
        onClose();
        remove.reset();
      }}
      title={t("title")}
      confirmLabel={t("action")}
      onConfirm={confirm}
      danger
      loading={remove.isPending}
      error={remove.error}
    >
      {t("text", { who: member.name ?? member.email })}
    </ConfirmDialog>
  );
}
