"use client";

import { Alert, Button, Stack, Text } from "@mantine/core";
import { IconCheck, IconLock } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useAskForAccess } from "#components/team/team-queries.ts";
import { useErrorText } from "#components/use-error-text.ts";

/** The account is known here, but not to this reader: he can ask its owner. */
export function AskForAccess({ connectionId }: { connectionId: string }) {
  const t = useTranslations("connections.ask");
  const errorText = useErrorText();
  const ask = useAskForAccess(connectionId);
  if (ask.isSuccess) {
    return (
      <Alert mb="md" color="green" variant="light" icon={<IconCheck aria-hidden />} role="status">
        {t("sent")}
      </Alert>
    );
  }
  return (
    <Alert mb="md" color="orange" variant="light" icon={<IconLock aria-hidden />} title={t("title")}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{t("text")}</Text>
        <Button
          size="xs"
          loading={ask.isPending}
          onClick={() => {
            ask.mutate();
          }}
        >
          {t("submit")}
        </Button>
        {ask.error && (
          <Text size="sm" role="alert">
            {errorText(ask.error)}
          </Text>
        )}
        <Text size="xs">{t("noOwner")}</Text>
      </Stack>
    </Alert>
  );
}
