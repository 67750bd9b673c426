"use client";

import { Alert, Button, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { z } from "zod";
import { api } from "#components/api-client.ts";
import { FormFoot } from "#components/form-foot.tsx";
import { notifySuccess } from "#components/notify.tsx";
import { Panel } from "#components/panel.tsx";
import { PasswordField } from "#components/password-field.tsx";
import { useApiForm } from "#components/use-api-form.ts";
import { apiKeyField } from "#lib/connections/connection-schema.ts";
import type { ConnectionView } from "#lib/connections/connection-view.ts";
import { useKeepConnection } from "./connection-queries.ts";

const keyInput = z.object({ apiKey: apiKeyField });

/** The key is named by its end only; a new one is proven in RetailCRM before the old one is dropped. */
export function KeyPanel({ connection }: { connection: ConnectionView }) {
  const t = useTranslations("connections.key");
  const [editing, setEditing] = useState(false);
  return (
    <Panel title={t("title")} anchor="key">
      <Stack gap="sm" align="flex-start">
        {connection.keyRefusedAt !== null && (
          <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} w="100%">
            {t("refused")}
          </Alert>
        )}
        <Text size="sm">{t("current", { tail: `…${connection.apiKeyTail}` })}</Text>
        {connection.role === "owner" && !editing && (
          <Button
            variant="default"
            size="xs"
            onClick={() => {
              setEditing(true);
            }}
          >
            {t("replace")}
          </Button>
        )}
        {editing && (
          <KeyForm
            id={connection.id}
            onClose={() => {
              setEditing(false);
            }}
          />
        )}
        {connection.role === "manager" && (
          <Text size="xs" c="dimmed">
            {t("ownerOnly")}
          </Text>
        )}
      </Stack>
    </Panel>
  );
}

function KeyForm({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTranslations("connections.key");
  const keep = useKeepConnection();
  const { form, onSubmit, fieldError, formError } = useApiForm<z.input<typeof keyInput>, z.output<typeof keyInput>, ConnectionView>({
    schema: keyInput,
    defaultValues: { apiKey: "" },
    send: (body) => api<ConnectionView>(`/api/connections/${id}`, { method: "PATCH", body }),
    onDone: (fresh) => {
      keep(fresh);
      notifySuccess(t("done"));
      onClose();
    },
  });
  const { isSubmitting } = form.formState;
  return (
    <form onSubmit={(event) => void onSubmit(event)} noValidate style={{ width: "100%" }}>
      <Stack gap="sm">
        <PasswordField
          {...form.register("apiKey")}
          label={t("label")}
          description={t("hint")}
          autoComplete="new-password"
          data-autofocus
          disabled={isSubmitting}
          error={fieldError("apiKey")}
        />
        <FormFoot error={formError} saving={isSubmitting} submit={t("submit")} cancel={t("cancel")} onCancel={onClose} />
      </Stack>
    </form>
  );
}
