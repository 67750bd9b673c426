"use client";

import { Button, Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "#components/empty-state.tsx";

interface Props {
  /** What the server's log knows the error by; the message itself stays there. */
  digest: string | undefined;
  onRetry: () => void;
}

export function FailedPage({ digest, onRetry }: Props) {
  const t = useTranslations("shell.error");
  return (
    <EmptyState
      icon={<IconAlertTriangle size={24} aria-hidden />}
      order={1}
      title={t("title")}
      description={t("text")}
      action={
        <>
          {digest !== undefined && (
            <Text size="xs" c="dimmed" ff="monospace">
              {t("code", { code: digest })}
            </Text>
          )}
          <Group gap="xs" mt="xs">
            <Button variant="default" component="a" href="/">
              {t("home")}
            </Button>
            <Button onClick={onRetry}>{t("retry")}</Button>
          </Group>
        </>
      }
    />
  );
}
