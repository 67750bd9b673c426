"use client";

import { Anchor, Box, Skeleton, Text } from "@mantine/core";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ErrorState } from "#components/error-state.tsx";
import { Panel } from "#components/panel.tsx";
import { PaymentCards } from "#components/payments/payment-cards.tsx";
import { noFilters } from "#components/payments/payment-filters.ts";
import { type FirstPage, usePaymentList } from "#components/payments/payment-queries.ts";
import { PaymentTable } from "#components/payments/payment-table.tsx";

const SHOWN = 10;

export function LastPayments({ initial }: { initial: FirstPage }) {
  const t = useTranslations("overview.last");
  const { data, error, refetch, isFetching } = usePaymentList(noFilters, initial);
  const items = data?.pages.flatMap((page) => page.items).slice(0, SHOWN);
  const content = () => {
    if (!items && error) return <ErrorState title={t("failed")} error={error} onRetry={() => void refetch()} retrying={isFetching} />;
    if (!items) return <Skeleton height={200} />;
    if (items.length === 0) return <Text size="sm">{t("empty")}</Text>;
    return (
      <>
        <Box visibleFrom="sm">
          <PaymentTable items={items} sort={noFilters.sort} />
        </Box>
        <Box hiddenFrom="sm">
          <PaymentCards items={items} sort={noFilters.sort} />
        </Box>
      </>
    );
  };
  return (
    <Panel
      title={t("title")}
      action={
        <Anchor component={Link} href="/payments" size="sm">
          {t("all")}
        </Anchor>
      }
    >
      {content()}
    </Panel>
  );
}
