"use client";

import { Alert, Group, Loader, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { Panel } from "#components/panel.tsx";
import { StatusBadge } from "#components/status-badge.tsx";
import { TextLink } from "#components/text-link.tsx";
import { useMoment } from "#components/use-moment.ts";
import type { SyncView } from "#lib/syncs/sync-view.ts";

/** Does RetailCRM know of this shop, since when, and what comes next over there. */
export function SyncModulePanel({ sync }: { sync: SyncView }) {
  const t = useTranslations("syncs.module");
  return (
    <Panel title={t("title")}>
      <Stack gap="sm">
        <Registration sync={sync} />
        {sync.registration.state === "registered" && (
          <Text size="sm">
            {t("next", { name: sync.shopName })}{" "}
            <TextLink href={`/connections/${sync.connectionId}#next`}>
              {t("nextLink")}
            </TextLink>
          </Text>
        )}
      </Stack>
    </Panel>
  );
}

function Registration({ sync }: { sync: SyncView }) {
  const t = useTranslations("syncs.module");
  const moment = useMoment();
  const { state, at, error } = sync.registration;
  if (state === "pending") {
    return (
      <Group gap="xs" wrap="nowrap" role="status">
        <Loader size="xs" />
        <Text size="sm">{t("pending")}</Text>
      </Group>
    );
  }
  if (state === "registered") {
    return (
      <Group gap="xs" role="status">
        <StatusBadge tone="success" icon={IconCheck}>
          {t("registeredShort")}
        </StatusBadge>
        <Text size="sm">{t("registered", { name: sync.shopName, date: at === null ? "" : moment(at) })}</Text>
      </Group>
    );
  }
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} role="status">
      {error === null ? t("failedUnknown") : t("failed", { reason: error })}{" "}
      <TextLink href={`/connections/${sync.connectionId}`}>
        {t("toConnection")}
      </TextLink>
    </Alert>
  );
}
