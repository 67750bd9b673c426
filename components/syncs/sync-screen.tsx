"use client";

import { Alert, Button, Grid, Skeleton, Stack } from "@mantine/core";
import { IconPencil, IconPlayerPause, IconPlugConnectedX } from "@tabler/icons-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ApiError } from "#components/api-client.ts";
import { EmptyState } from "#components/empty-state.tsx";
import { EnvironmentBadge } from "#components/environment-badge.tsx";
import { ErrorState } from "#components/error-state.tsx";
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
  const { data: sync, error, refetch, isFetching } = useSync(id, initial);
  if (sync) return <Loaded sync={sync} />;
  if (error instanceof ApiError && error.code === "not_found") {
    return (
      <EmptyState
        icon={<IconPlugConnectedX size={24} aria-hidden />}
        title={t("empty.notFoundTitle")}
        description={t("empty.notFoundText")}
      />
    );
  }
  if (error) return <ErrorState title={t("page.failedTitle")} error={error} onRetry={() => void refetch()} retrying={isFetching} />;
  return (
    <Stack role="status" aria-busy aria-label={t("list.loading")}>
      <Skeleton height={32} width={260} />
      <Skeleton height={160} />
      <Skeleton height={160} />
    </Stack>
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
