"use client";

import { Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { api } from "#components/api-client.ts";
import { FormError } from "#components/form-error.tsx";
import { notifySuccess } from "#components/notify.tsx";
import { useErrorText } from "#components/use-error-text.ts";
import type { ConnectionView } from "#lib/connections/connection-view.ts";
import { useKeepConnection } from "./connection-queries.ts";

/** End of the one-click connection: the merchant says "this is mine". Asked, because a link alone must not tie an account to anybody. */
export function ClaimConnection({ token }: { token: string }) {
  const t = useTranslations("connections.claim");
  const errorText = useErrorText();
  const router = useRouter();
  const keep = useKeepConnection();
  const claim = useMutation({
    mutationFn: () => api<ConnectionView>("/api/connections/claim", { method: "POST", body: { token } }),
    onSuccess: (connection) => {
      keep(connection);
      notifySuccess(t("done"));
      router.replace(`/connections/${connection.id}`);
    },
  });
  return (
    <Paper withBorder p="lg" maw={560}>
      <Stack>
        <Title order={1} size="h3">
          {t("title")}
        </Title>
        <Text size="sm">{t("text")}</Text>
        <FormError message={claim.error && errorText(claim.error)} />
        <Group gap="xs">
          <Button
            loading={claim.isPending}
            onClick={() => {
              claim.mutate();
            }}
          >
            {t("submit")}
          </Button>
          <Button component={Link} href="/connections" variant="default">
            {t("cancel")}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
