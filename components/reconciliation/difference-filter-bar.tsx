"use client";

import { Button, Group, Select, Tabs } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { DateRangeFilter } from "#components/payments/date-range-filter.tsx";
import type { SyncView } from "#lib/syncs/sync-view.ts";
import { type ReconciliationFilters, writeReconciliationFilters } from "./reconciliation-filters.ts";

interface Props {
  filters: ReconciliationFilters;
  onChange: (change: Partial<ReconciliationFilters>) => void;
  syncs: readonly SyncView[];
}

export function DifferenceFilterBar({ filters, onChange, syncs }: Props) {
  const t = useTranslations("reconciliation");
  const filterWords = useTranslations("payments.filters");
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
        {syncs.length > 1 && (
          <Select
            label={filterWords("sync")}
            placeholder={filterWords("syncAny")}
            data={syncs.map(({ id, name }) => ({ value: id, label: name }))}
            value={filters.syncId}
            onChange={(syncId) => {
              onChange({ syncId });
            }}
            clearable
            searchable={syncs.length > 7}
            w={{ base: "100%", sm: 220 }}
          />
        )}
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
