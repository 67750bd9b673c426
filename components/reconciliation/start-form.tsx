"use client";

import { Button, Group, Select, Stack, Text } from "@mantine/core";
import { IconScale } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FormError } from "#components/form-error.tsx";
import { notifySuccess } from "#components/notify.tsx";
import { Panel } from "#components/panel.tsx";
import { DateRangeFilter } from "#components/payments/date-range-filter.tsx";
import { useErrorText } from "#components/use-error-text.ts";
import { ApiError } from "#components/api-client.ts";
import type { SyncView } from "#lib/syncs/sync-view.ts";
import { useStartRun } from "./reconciliation-queries.ts";

type Days = [string | null, string | null];

interface Props {
  syncs: readonly SyncView[];
  /** Chosen at first. */
  syncId: string | null;
  /** Of the bank. */
  yesterday: string;
}

/** The server names the field that is wrong; there is one place for words here. */
const wordsOf = (error: unknown): unknown => (error instanceof ApiError ? (Object.values(error.fields)[0]?.[0] ?? error) : error);

/** Choose a sync and days, and have them compared. */
export function StartForm({ syncs, syncId, yesterday }: Props) {
  const t = useTranslations("reconciliation.form");
  const errorText = useErrorText();
  const start = useStartRun();
  const own = syncs.filter(({ role }) => role !== "viewer");
  const [chosen, setChosen] = useState(own.find(({ id }) => id === syncId)?.id ?? own[0]?.id ?? null);
  const [[from, to], setDays] = useState<Days>([yesterday, yesterday]);
  const ready = chosen !== null && from !== null && to !== null;
  const compare = () => {
    if (!ready) return;
    start.mutate(
      { syncId: chosen, from, to },
      {
        onSuccess: () => {
          notifySuccess(t("started"));
        },
      },
    );
  };
  if (own.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t("viewer")}
      </Text>
    );
  }
  return (
    <Panel title={t("title")}>
      <Stack gap="xs">
        <Group align="flex-end" gap="sm">
          <Select
            label={t("sync")}
            data={own.map(({ id, name }) => ({ value: id, label: name }))}
            value={chosen}
            onChange={setChosen}
            allowDeselect={false}
            searchable={own.length > 7}
            w={{ base: "100%", sm: 260 }}
          />
          <DateRangeFilter label={t("days")} placeholder={t("daysAny")} value={[from, to]} onChange={setDays} />
          <Button leftSection={<IconScale size={16} aria-hidden />} onClick={compare} loading={start.isPending} disabled={!ready}>
            {t("start")}
          </Button>
        </Group>
        <Text size="xs" c="dimmed">
          {t("daysHint")}
        </Text>
        <FormError message={start.isError ? errorText(wordsOf(start.error)) : null} />
      </Stack>
    </Panel>
  );
}
