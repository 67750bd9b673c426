"use client";

import { Button, Center, Skeleton, Stack, VisuallyHidden } from "@mantine/core";
import { IconCheck, IconFilterOff } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "#components/empty-state.tsx";
import { ErrorState } from "#components/error-state.tsx";
import { DifferenceCard } from "./difference-card.tsx";
import { isNarrowed, type ReconciliationFilters } from "./reconciliation-filters.ts";
import { type FirstDifferences, useDifferences } from "./reconciliation-queries.ts";

interface Props {
  filters: ReconciliationFilters;
  initial: FirstDifferences;
}

export function DifferenceList({ filters, initial }: Props) {
  const t = useTranslations("reconciliation.differences");
  const list = useDifferences(filters, initial);
  if (list.isPending) return <Loading />;
  if (list.isError && !list.isFetchNextPageError) {
    return <ErrorState title={t("failedTitle")} error={list.error} onRetry={() => void list.refetch()} retrying={list.isFetching} />;
  }
  const items = list.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <Nothing filters={filters} />;
  return (
    <Stack gap="sm" aria-busy={list.isPlaceholderData} opacity={list.isPlaceholderData ? 0.6 : 1}>
      {items.map((difference) => (
        <DifferenceCard key={difference.id} difference={difference} />
      ))}
      {list.isFetchNextPageError && <ErrorState title={t("failedTitle")} error={list.error} onRetry={() => void list.fetchNextPage()} />}
      {list.hasNextPage && (
        <Center>
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t("more")}
          </Button>
        </Center>
      )}
    </Stack>
  );
}

function Nothing({ filters }: { filters: ReconciliationFilters }) {
  const t = useTranslations("reconciliation.differences");
  if (isNarrowed(filters)) {
    return <EmptyState icon={<IconFilterOff size={24} aria-hidden />} title={t("noMatch")} description={t("noMatchText")} order={3} />;
  }
  const open = filters.state === "open";
  return (
    <EmptyState
      icon={<IconCheck size={24} aria-hidden />}
      title={t(open ? "none" : "noneSolved")}
      description={t(open ? "noneText" : "noneSolvedText")}
      order={3}
    />
  );
}

function Loading() {
  const t = useTranslations("reconciliation.differences");
  return (
    <Stack gap="xs" aria-busy role="status">
      <VisuallyHidden>{t("loading")}</VisuallyHidden>
      <Skeleton height={180} />
      <Skeleton height={180} />
    </Stack>
  );
}
