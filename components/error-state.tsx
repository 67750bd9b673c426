"use client";

import { Alert, Button, Group, Text } from "@mantine/core";
import { IconAlertTriangle, IconRefresh } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useErrorText } from "./use-error-text.ts";

interface Props {
  /** What was thrown, or words. */
  error: unknown;
  title?: ReactNode;
  onRetry?: () => void;
  retrying?: boolean;
}

/** "Could not load", with the reason and a way to repeat. */
export function ErrorState({ error, title, onRetry, retrying = false }: Props) {
  const t = useTranslations("shell.error");
  const errorText = useErrorText();
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} title={title ?? t("load")} role="alert">
      <Group justify="space-between" gap="sm">
        <Text size="sm">{errorText(error)}</Text>
        {onRetry && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconRefresh size={16} aria-hidden />}
            loading={retrying}
            onClick={onRetry}
          >
            {t("retry")}
          </Button>
        )}
      </Group>
    </Alert>
  );
}
