"use client";

import { Button, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/api-client.ts";
import { notifySuccess } from "#components/notify.tsx";
import { useErrorText } from "#components/use-error-text.ts";
import type { ConnectionView } from "#lib/connections/connection-view.ts";
import { useKeepConnection } from "./connection-queries.ts";

/** Missing permissions of a one-click connection: one button instead of a walk through the CRM. */
export function GrantScopes({ id }: { id: string }) {
  const t = useTranslations("connections.permissions.grant");
  const errorText = useErrorText();
  const keep = useKeepConnection();
  const grant = useMutation({
    mutationFn: () => api<ConnectionView>(`/api/connections/${id}/scopes`, { method: "POST", body: {} }),
    onSuccess: (connection) => {
      keep(connection);
      notifySuccess(t("done"));
    },
  });
  return (
    <Stack gap="xs" align="flex-start">
      <Text size="sm">{t("text")}</Text>
      <Button
        size="xs"
        loading={grant.isPending}
        onClick={() => {
          grant.mutate();
        }}
      >
        {t("submit")}
      </Button>
      {grant.error && (
        <Text size="sm" c="red" role="alert">
          {errorText(grant.error)}
        </Text>
      )}
    </Stack>
  );
}
