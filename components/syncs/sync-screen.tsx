"use client";

import { Alert, Button, Grid, Stack } from "@mantine/core";
import { IconPencil, IconPlayerPause } from "@tabler/icons-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { DrillsPanel } from "#components/drills/drills-panel.tsx";
import { EnvironmentBadge } from "#components/environment-badge.tsx";
import { OneThing } from "#components/one-thing.tsx";
import { PageHeader } from "#components/page-header.tsx";
import type { SyncView } from "#lib/syncs/sync-view.ts";
import { BankPanel } from "./bank-panel.tsx";
import { GoLivePanel } from "./go-live-panel.tsx";
import { SyncModulePanel } from "./sync-module-panel.tsx";
import { useSync } from "./sync-queries.ts";
import { SyncSettingsPanel } from "./sync-settings-panel.tsx";
import { SyncStatusBadge } from "./sync-status-badge.tsx";
import { SyncSwitch } from "./sync-switch.tsx";
import { WebhookPanel } from "./webhook-panel.tsx";

interface Props {
  id: string;
  initial?: SyncView;
}

export function SyncScreen({ id, initial }: Props) {
  const t = useTranslations("syncs");
  const words = {
    loading: t("list.loading"),
    notFoundTitle: t("empty.notFoundTitle"),
    notFoundText: t("empty.notFoundText"),
    failedTitle: t("page.failedTitle"),
  };
  return (
    <OneThing query={useSync(id, initial)} words={words}>
      {(sync) => <Loaded sync={sync} />}
    </OneThing>
  );
}

function Loaded({ sync }: { sync: SyncView }) {
  const t = useTranslations("syncs");
  const mayChange = sync.role !== "viewer";
  return (
    <>
      <PageHeader
        back={{ href: "/syncs", label: t("page.back") }}
        title={sync.name}
        badges={
          <>
            <SyncStatusBadge status={sync.status} />
            <EnvironmentBadge environment={sync.environment} />
          </>
        }
        actions={
          <>
            <Button component={Link} href={`/payments?syncId=${sync.id}`} variant="default">
              {t("page.payments")}
            </Button>
            {mayChange && <SyncSwitch sync={sync} />}
            {mayChange && (
              <Button component={Link} href={`/syncs/${sync.id}/edit`} leftSection={<IconPencil size={16} aria-hidden />}>
                {t("settings.edit")}
              </Button>
            )}
          </>
        }
      />
      {!sync.enabled && (
        <Alert mb="md" color="gray" variant="light" icon={<IconPlayerPause aria-hidden />} title={t("switch.disabledTitle")}>
          {t("switch.disabledText")}
        </Alert>
      )}
      <Grid>
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack>
            <SyncModulePanel sync={sync} />
            <WebhookPanel sync={sync} />
            {sync.environment === "sandbox" && mayChange && <DrillsPanel syncId={sync.id} />}
            {sync.environment !== "production" && <GoLivePanel sync={sync} />}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack>
            <BankPanel sync={sync} />
            <SyncSettingsPanel sync={sync} />
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  );
}
