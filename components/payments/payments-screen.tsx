"use client";

import { Box, Button, Center, Paper, Skeleton, Stack, Text, VisuallyHidden } from "@mantine/core";
import { useTranslations } from "next-intl";
import { ErrorState } from "#components/error-state.tsx";
import { notifyWithUndo } from "#components/notify.tsx";
import { PageHeader } from "#components/page-header.tsx";
import type { PaymentSort } from "#lib/payments/payment-filter-schema.ts";
import { CsvButton } from "./csv-button.tsx";
import { PaymentCards } from "./payment-cards.tsx";
import { PaymentFilterBar } from "./payment-filter-bar.tsx";
import { isFiltered, type PaymentFilters, withoutFilters, writeFilters } from "./payment-filters.ts";
import { PaymentListEmpty } from "./payment-list-empty.tsx";
import { type FirstPage, usePaymentList } from "./payment-queries.ts";
import { PaymentTable } from "./payment-table.tsx";
import { usePaymentFilters } from "./use-payment-filters.ts";

export function PaymentsScreen({ initial }: { initial: FirstPage }) {
  const t = useTranslations("payments");
  const toast = useTranslations("shell.toast");
  const [filters, change] = usePaymentFilters();
  const reset = () => {
    change(withoutFilters(filters));
    notifyWithUndo(t("filters.resetDone"), { label: toast("undo"), run: () => { change(filters); } });
  };
  // There is nothing to narrow down before the first payment.
  const nothingYet = initial.query === "" && initial.page.items.length === 0 && !isFiltered(filters);
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("intro")}
        actions={!nothingYet && <CsvButton filters={filters} />}
      />
      {!nothingYet && <PaymentFilterBar filters={filters} onChange={change} onReset={reset} />}
      <PaymentList
        filters={filters}
        initial={initial}
        onReset={reset}
        onSort={(sort) => {
          change({ sort });
        }}
      />
    </>
  );
}

interface ListProps {
  filters: PaymentFilters;
  initial: FirstPage;
  onReset: () => void;
  onSort: (sort: PaymentSort) => void;
}

function PaymentList({ filters, initial, onReset, onSort }: ListProps) {
  const t = useTranslations("payments");
  const list = usePaymentList(filters, initial);
  if (list.isPending) return <Loading />;
  if (list.isError && !list.isFetchNextPageError) {
    return <ErrorState title={t("empty.failedTitle")} error={list.error} onRetry={() => void list.refetch()} retrying={list.isFetching} />;
  }
  const items = list.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <PaymentListEmpty filtered={isFiltered(filters)} onReset={onReset} />;
  const query = writeFilters(filters).toString();
  return (
    <Stack aria-busy={list.isPlaceholderData} opacity={list.isPlaceholderData ? 0.6 : 1}>
      <Paper withBorder visibleFrom="sm">
        <PaymentTable
          items={items}
          query={query}
          sort={filters.sort}
          onSort={onSort}
        />
      </Paper>
      <Box hiddenFrom="sm">
        <PaymentCards items={items} sort={filters.sort} query={query} />
      </Box>
      {list.isFetchNextPageError && (
        <ErrorState title={t("empty.partial")} error={list.error} onRetry={() => void list.fetchNextPage()} />
      )}
      <Center>
        {list.hasNextPage ? (
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t("list.more")}
          </Button>
        ) : (
          <Text size="sm" c="dimmed" role="status">
            {t("list.end", { count: items.length })}
          </Text>
        )}
      </Center>
    </Stack>
  );
}

function Loading() {
  const t = useTranslations("payments.list");
  return (
    <Stack gap="xs" aria-busy role="status">
      <VisuallyHidden>{t("loading")}</VisuallyHidden>
      {Array.from({ length: 8 }, (_, row) => (
        <Skeleton key={row} height={48} />
      ))}
    </Stack>
  );
}
