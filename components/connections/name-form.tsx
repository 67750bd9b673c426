"use client";

import { Stack, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { z } from "zod";
import { api } from "#components/api-client.ts";
import { FormFoot } from "#components/form-foot.tsx";
import { notifySuccess } from "#components/notify.tsx";
import { useApiForm } from "#components/use-api-form.ts";
import { connectionPatch } from "#lib/connections/connection-schema.ts";
import type { ConnectionView } from "#lib/connections/connection-view.ts";
import { useKeepConnection } from "./connection-queries.ts";

const nameInput = connectionPatch.pick({ name: true }).required();

export function NameForm({ connection, onClose }: { connection: ConnectionView; onClose: () => void }) {
  const t = useTranslations("connections.name");
  const keep = useKeepConnection();
  const { form, onSubmit, fieldError, formError } = useApiForm<z.input<typeof nameInput>, z.output<typeof nameInput>, ConnectionView>({
    schema: nameInput,
    defaultValues: { name: connection.name },
    send: (body) => api<ConnectionView>(`/api/connections/${connection.id}`, { method: "PATCH", body }),
    onDone: (fresh) => {
      keep(fresh);
      notifySuccess(t("done"));
      onClose();
    },
  });
  const { isSubmitting } = form.formState;
  return (
    <form onSubmit={(event) => void onSubmit(event)} noValidate>
      <Stack gap="sm">
        <TextInput
          {...form.register("name")}
          label={t("label")}
          description={t("hint")}
          autoComplete="off"
          maxLength={80}
          disabled={isSubmitting}
          error={fieldError("name")}
        />
        <FormFoot error={formError} saving={isSubmitting} submit={t("submit")} cancel={t("cancel")} onCancel={onClose} />
      </Stack>
    </form>
  );
}
