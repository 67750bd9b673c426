"use client";

import { Button, Group, Select, Tabs } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { paymentSorts } from "#lib/payments/payment-filter-schema.ts";
import { DateRangeFilter } from "./date-range-filter.tsx";
import { isFiltered, type PaymentFilters, paymentTabs } from "./payment-filters.ts";
import { PaymentSearch } from "./payment-search.tsx";
import classes from "./payments.module.css";
import { sortNames } from "./sort-names.ts";
import { SyncFilter } from "./sync-filter.tsx";

interface Props {
  filters: PaymentFilters;
  onChange: (change: Partial<PaymentFilters>) => void;
  onReset: () => void;
}

export function PaymentFilterBar({ filters, onChange, onReset }: Props) {
  const t = useTranslations("payments");
  const [resets, setResets] = useState(0);
  return (
    <>
      <Tabs
        value={filters.tab}
        onChange={(tab) => {
          onChange({ tab: paymentTabs.find((name) => name === tab) ?? "all" });
        }}
      >
        <Tabs.List aria-label={t("tabs.label")} className={classes.tabs}>
          {paymentTabs.map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {t(`tabs.${tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      <Group align="flex-end" gap="sm" my="md">
        <PaymentSearch
          key={resets}
          value={filters.search}
          onChange={(search) => {
            onChange({ search });
          }}
        />
        <SyncFilter
          value={filters.syncId}
          onChange={(syncId) => {
            onChange({ syncId });
          }}
        />
        <DateRangeFilter
          value={[filters.from, filters.to]}
          onChange={([from, to]) => {
            onChange({ from, to });
          }}
        />
        <Select
          label={t("filters.sort")}
          data={paymentSorts.map((sort) => ({ value: sort, label: t(`filters.sorts.${sortNames[sort]}`) }))}
          value={filters.sort}
          onChange={(sort) => {
            if (sort !== null) onChange({ sort });
          }}
          allowDeselect={false}
          hiddenFrom="sm"
          w="100%"
        />
        {isFiltered(filters) && (
          <Button
            variant="subtle"
            leftSection={<IconX size={16} aria-hidden />}
            onClick={() => {
              onReset();
              setResets((count) => count + 1);
            }}
          >
            {t("filters.reset")}
          </Button>
        )}
      </Group>
    </>
  );
}
