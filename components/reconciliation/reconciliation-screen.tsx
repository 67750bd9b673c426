"use client";

import { Stack, Title } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { PageHeader } from "#components/page-header.tsx";
import { useSyncs } from "#components/syncs/sync-queries.ts";
import type { SyncView } from "#lib/syncs/sync-view.ts";
import { DifferenceFilterBar } from "./difference-filter-bar.tsx";
import { DifferenceList } from "./difference-list.tsx";
import type { RunPage } from "./reconciliation-json.ts";
import { type FirstDifferences, useRuns } from "./reconciliation-queries.ts";
import { RunList } from "./run-list.tsx";
import { StartForm } from "./start-form.tsx";
import { useReconciliationFilters } from "./use-reconciliation-filters.ts";

interface Props {
  syncs: SyncView[];
  runs: RunPage;
  differences: FirstDifferences;
  /** Of the bank. */
  yesterday: string;
}

/** Where bank, hub and RetailCRM say the same, and where they do not. */
export function ReconciliationScreen({ syncs: initialSyncs, runs: initialRuns, differences, yesterday }: Props) {
  const t = useTranslations("reconciliation");
  const id = useId();
  const [filters, change] = useReconciliationFilters();
  const syncs = useSyncs(initialSyncs).data ?? [];
  const query = useRuns(initialRuns);
  const runs = query.data.pages.flatMap((page) => page.items);
  return (
    <>
      <PageHeader title={t("title")} description={t("intro")} />
      <Stack gap="xl">
        {syncs.length > 0 && <StartForm syncs={syncs} syncId={filters.syncId} yesterday={yesterday} />}
        {runs.length > 0 && (
          <section aria-labelledby={id}>
            <Title order={2} size="h4" mb="xs" id={id}>
              {t("differences.title")}
            </Title>
            <DifferenceFilterBar filters={filters} onChange={change} />
            <DifferenceList filters={filters} initial={differences} />
          </section>
        )}
        <RunList query={query} runs={runs} hasSyncs={syncs.length > 0} />
      </Stack>
    </>
  );
}
