"use client";

import { Button, Stack, Title } from "@mantine/core";
import { IconScale } from "@tabler/icons-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { EmptyState } from "#components/empty-state.tsx";
import { ErrorState } from "#components/error-state.tsx";
import type { RunJson } from "./reconciliation-json.ts";
import { useFollowRuns, type useRuns } from "./reconciliation-queries.ts";
import { RunCard } from "./run-card.tsx";

interface Props {
  query: ReturnType<typeof useRuns>;
  runs: readonly RunJson[];
  /** Is there anything to compare? */
  hasSyncs: boolean;
}

export function RunList({ query, runs, hasSyncs }: Props) {
  const t = useTranslations("reconciliation");
  const id = useId();
  useFollowRuns(runs);
  if (runs.length === 0 && !query.isError) return <NothingYet hasSyncs={hasSyncs} />;
  return (
    <section aria-labelledby={id}>
      <Title order={2} size="h4" mb="xs" id={id}>
        {t("runs.title")}
      </Title>
      <Stack gap="sm" aria-live="polite">
        {query.isError && (
          <ErrorState title={t("runs.failedTitle")} error={query.error} onRetry={() => void query.refetch()} retrying={query.isFetching} />
        )}
        {runs.map((run) => (
          <RunCard key={run.id} run={run} />
        ))}
        {query.hasNextPage && (
          <Button variant="default" w="fit-content" mx="auto" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t("runs.more")}
          </Button>
        )}
      </Stack>
    </section>
  );
}

function NothingYet({ hasSyncs }: { hasSyncs: boolean }) {
  const t = useTranslations("reconciliation.empty");
  return (
    <EmptyState
      icon={<IconScale size={24} aria-hidden />}
      title={t("title")}
      description={t(hasSyncs ? "text" : "noSyncs")}
      action={
        hasSyncs ? null : (
          <Button component={Link} href="/syncs" variant="default">
            {t("toSyncs")}
          </Button>
        )
      }
    />
  );
}
