"use client";

import { Button, Group, Tabs } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { DateRangeFilter } from "#components/payments/date-range-filter.tsx";
import { SyncFilter } from "#components/payments/sync-filter.tsx";
import { type ReconciliationFilters, writeReconciliationFilters } from "./reconciliation-filters.ts";

interface Props {
  filters: ReconciliationFilters;
  onChange: (change: Partial<ReconciliationFilters>) => void;
}

export function DifferenceFilterBar({ filters, onChange }: Props) {
  const t = useTranslations("reconciliation");
  return (
    <>
      <Tabs
        value={filters.state}
        onChange={(state) => {
          onChange({ state: state === "solved" ? "solved" : "open" });
        }}
      >
        <Tabs.List aria-label={t("differences.label")}>
          <Tabs.Tab value="open">{t("differences.open")}</Tabs.Tab>
          <Tabs.Tab value="solved">{t("differences.solved")}</Tabs.Tab>
        </Tabs.List>
      </Tabs>
      <Group align="flex-end" gap="sm" my="md">
        <SyncFilter
          value={filters.syncId}
          onChange={(syncId) => {
            onChange({ syncId });
          }}
        />
        <DateRangeFilter
          label={t("differences.days")}
          value={[filters.from, filters.to]}
          onChange={([from, to]) => {
            onChange({ from, to });
          }}
        />
        <Button
          component="a"
          variant="default"
          ml={{ base: 0, sm: "auto" }}
          href={`/api/reconciliation.csv?${writeReconciliationFilters(filters).toString()}`}
          download
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t("differences.csv")}
        </Button>
      </Group>
    </>
  );
}
