"use client";

import { Skeleton, Stack, Tabs } from "@mantine/core";
import { IconReceipt, IconSettings } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { api } from "#components/api-client.ts";
import { DirtyGuard } from "#components/dirty-guard.tsx";
import { EnvironmentBadge } from "#components/environment-badge.tsx";
import { ErrorState } from "#components/error-state.tsx";
import { notifySuccess } from "#components/notify.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { useKeepSync, useSync } from "#components/syncs/sync-queries.ts";
import { useApiForm } from "#components/use-api-form.ts";
import type { SyncView } from "#lib/syncs/sync-view.ts";
import { fiscalForm, type FiscalFormIn, type FiscalFormOut, fiscalPatchBody } from "./fiscal-form-values.ts";
import { ReceiptPreview } from "./receipt-preview.tsx";
import { ReceiptSettings } from "./receipt-settings.tsx";

/** Receipts of a sync: how they are made, and what one would look like. */
export function ReceiptScreen({ id, initial }: { id: string; initial: SyncView }) {
  const t = useTranslations("receipts");
  const { data: sync, error, refetch, isFetching } = useSync(id, initial);
  if (sync) return <Loaded sync={sync} />;
  if (error) return <ErrorState title={t("failedTitle")} error={error} onRetry={() => void refetch()} retrying={isFetching} />;
  return (
    <Stack role="status" aria-busy aria-label={t("loading")}>
      <Skeleton height={32} width={260} />
      <Skeleton height={240} />
    </Stack>
  );
}

function Loaded({ sync }: { sync: SyncView }) {
  const t = useTranslations("receipts");
  const keep = useKeepSync();
  const handle = useApiForm<FiscalFormIn, FiscalFormOut, SyncView>({
    schema: fiscalForm,
    defaultValues: { fiscal: sync.fiscal },
    send: (values, shown) => api<SyncView>(`/api/syncs/${sync.id}`, { method: "PATCH", body: fiscalPatchBody(values, shown) }),
    onDone: (saved) => {
      keep(saved);
      notifySuccess(t("form.saved"));
    },
  });
  const { isDirty } = handle.form.formState;
  const unsaved = isDirty ? () => handle.form.getValues("fiscal") : null;
  return (
    <>
      <PageHeader
        back={{ href: `/syncs/${sync.id}`, label: sync.name }}
        title={t("title")}
        badges={<EnvironmentBadge environment={sync.environment} />}
        description={t("intro")}
      />
      <DirtyGuard dirty={isDirty} />
      <Tabs defaultValue="settings" keepMounted>
        <Tabs.List mb="md">
          <Tabs.Tab value="settings" leftSection={<IconSettings size={16} aria-hidden />}>
            {t("tabs.settings")}
          </Tabs.Tab>
          <Tabs.Tab value="preview" leftSection={<IconReceipt size={16} aria-hidden />}>
            {t("tabs.preview")}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="settings" maw={860}>
          <ReceiptSettings sync={sync} handle={handle} />
        </Tabs.Panel>
        <Tabs.Panel value="preview" maw={980}>
          <ReceiptPreview syncId={sync.id} unsaved={unsaved} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
