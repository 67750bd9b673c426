"use client";

import { Button, Group, Modal, Radio, Stack, Text, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { z } from "zod";
import { CopyField } from "#components/copy-field.tsx";
import { FormError } from "#components/form-error.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import { useApiForm } from "#components/use-api-form.ts";
import { useMoment } from "#components/use-moment.ts";
import { invitationInput, type InvitationInput } from "#lib/team/member-schema.ts";
import { roles } from "#lib/team/role-state.ts";
import { useInvite } from "./team-queries.ts";

interface Props {
  connectionId: string;
  opened: boolean;
  onClose: () => void;
}

/** Makes a one-time link and shows it this once. */
export function InviteDialog({ connectionId, opened, onClose }: Props) {
  const t = useTranslations("team.invite");
  const dialog = useTranslations("shell.dialog");
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("title")}
      centered
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": dialog("close") }}
      attributes={{ header: { role: "presentation" } }} // the page has a banner already
    >
      <InviteForm connectionId={connectionId} onClose={onClose} />
    </Modal>
  );
}

function InviteForm({ connectionId, onClose }: Omit<Props, "opened">) {
  const t = useTranslations("team.invite");
  const words = useTranslations("connections.roles");
  const hints = useTranslations("team.roleHints");
  const invite = useInvite(connectionId);
  const { form, onSubmit, fieldError, formError } = useApiForm<z.input<typeof invitationInput>, InvitationInput, unknown>({
    schema: invitationInput,
    defaultValues: { role: "viewer", note: "" },
    send: (values) => invite.mutateAsync(values),
  });
  if (invite.data) return <ReadyLink url={invite.data.url} expiresAt={invite.data.expiresAt} onClose={onClose} />;
  return (
    <form onSubmit={(event) => void onSubmit(event)} noValidate>
      <Stack>
        <FormError message={formError} />
        <Radio.Group label={t("role")} defaultValue="viewer" error={fieldError("role")}>
          <Stack gap="xs" mt="xs">
            {roles.map((role) => (
              <Radio key={role} value={role} label={words(role)} description={hints(role)} {...form.register("role")} />
            ))}
          </Stack>
        </Radio.Group>
        <TextInput {...form.register("note")} label={t("note")} description={t("noteHint")} autoComplete="off" maxLength={80} error={fieldError("note")} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} disabled={invite.isPending}>
            {t("cancel")}
          </Button>
          <SubmitButton loading={invite.isPending}>{t("submit")}</SubmitButton>
        </Group>
      </Stack>
    </form>
  );
}

function ReadyLink({ url, expiresAt, onClose }: { url: string; expiresAt: string; onClose: () => void }) {
  const t = useTranslations("team.invite");
  const moment = useMoment();
  return (
    <Stack role="status">
      <Text fw={600}>{t("ready")}</Text>
      <CopyField label={t("link")} value={url} data-autofocus />
      <Text size="sm">{t("readyText", { date: moment(expiresAt) })}</Text>
      <Group justify="flex-end">
        <Button onClick={onClose}>{t("close")}</Button>
      </Group>
    </Stack>
  );
}
