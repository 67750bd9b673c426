"use client";

import { Alert, Button, Group, Loader, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { notifyFailure } from "#components/notify.tsx";
import { Panel } from "#components/panel.tsx";
import { StatusBadge } from "#components/status-badge.tsx";
import { useErrorText } from "#components/use-error-text.ts";
import { useMoment } from "#components/use-moment.ts";
import type { ConnectionView } from "#lib/connections/connection-view.ts";
import { useRegisterAgain } from "./connection-queries.ts";

/** Whether RetailCRM has our module, since when, and why not. */
export function RegistrationPanel({ connection }: { connection: ConnectionView }) {
  const t = useTranslations("connections.registration");
  const errorText = useErrorText();
  const register = useRegisterAgain(connection.id);
  const again = () => {
    register.mutate(undefined, {
      onError: (error) => {
        notifyFailure(errorText(error));
      },
    });
  };
  return (
    <Panel title={t("title")}>
      <Stack gap="sm" align="flex-start">
        <State registration={connection.registration} />
        {connection.role !== "viewer" && (
          <>
            <Button variant="default" size="xs" loading={register.isPending} onClick={again}>
              {t("again")}
            </Button>
            <Text size="xs" c="dimmed">
              {t("hint")}
            </Text>
          </>
        )}
      </Stack>
    </Panel>
  );
}

function State({ registration }: { registration: ConnectionView["registration"] }) {
  const t = useTranslations("connections.registration");
  const moment = useMoment();
  const { state, at, error } = registration;
  if (state === "registered") {
    return (
      <Group gap="xs" role="status">
        <StatusBadge tone="success" icon={IconCheck}>
          {t("registered")}
        </StatusBadge>
        {at !== null && <Text size="sm">{t("registeredAt", { date: moment(at) })}</Text>}
      </Group>
    );
  }
  if (state === "pending") {
    return (
      <Group gap="xs" wrap="nowrap" role="status">
        <Loader size="xs" />
        <Text size="sm">{t("pendingText")}</Text>
      </Group>
    );
  }
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} title={t("failed")} role="status" w="100%">
      {error === null ? t("failedUnknown") : t("failedText", { reason: error })}
      {at !== null && (
        <Text size="xs" c="dimmed">
          {t("lastSuccess", { date: moment(at) })}
        </Text>
      )}
    </Alert>
  );
}
