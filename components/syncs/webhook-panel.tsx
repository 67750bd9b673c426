"use client";

import { Alert, List, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { CopyField } from "#components/copy-field.tsx";
import { Panel } from "#components/panel.tsx";
import { useMoment } from "#components/use-moment.ts";
import type { SyncView } from "#lib/syncs/sync-view.ts";

/** Cabinets of the bank (protocols: alfabank 1.1). */
const cabinets = { test: "alfa.rbsuat.com/mportal3/login", production: "payment.alfabank.ru/lk/login" } as const;

/** The address for the bank's notifications, where it is entered, and which shop must not get it. */
export function WebhookPanel({ sync }: { sync: SyncView }) {
  const t = useTranslations("syncs.webhook");
  const moment = useMoment();
  return (
    <Panel title={t("title")} anchor="webhook">
      <Stack gap="sm">
        {sync.callbackUrl === null ? (
          <Text size="sm">{t("hidden")}</Text>
        ) : (
          <CopyField label={t("label")} description={t("text")} value={sync.callbackUrl} />
        )}
        {sync.environment === "sandbox" ? <Text size="sm">{t("sandbox")}</Text> : <HowTo cabinet={cabinets[sync.environment]} />}
        <Text size="xs" c="dimmed">
          {sync.lastNotificationAt === null ? t("noNotification") : t("lastNotification", { date: moment(sync.lastNotificationAt) })}
        </Text>
      </Stack>
    </Panel>
  );
}

function HowTo({ cabinet }: { cabinet: string }) {
  const t = useTranslations("syncs.webhook");
  return (
    <>
      <List size="sm" spacing={4}>
        <List.Item>{t("cabinet", { url: cabinet })}</List.Item>
        <List.Item>{t("events")}</List.Item>
        <List.Item>{t("letter")}</List.Item>
      </List>
      <Alert color="orange" variant="light" icon={<IconAlertTriangle aria-hidden />} title={t("warningTitle")}>
        {t("warning")}
      </Alert>
      <Text size="sm" c="dimmed">
        {t("polling")}
      </Text>
    </>
  );
}
