"use client";

import { Group, Paper, Stack, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { EnvironmentBadge } from "#components/environment-badge.tsx";
import { Fact, Facts } from "#components/fact.tsx";
import { TextLink } from "#components/text-link.tsx";
import { useMoment } from "#components/use-moment.ts";
import { crmErrorName, runErrorName } from "#lib/reconciliation/difference-names-state.ts";
import type { RunJson } from "./reconciliation-json.ts";
import { RunResult } from "./run-result.tsx";
import { useDays } from "./use-days.ts";

/** One comparison: what was compared, with what result, and what could not be. */
export function RunCard({ run }: { run: RunJson }) {
  const t = useTranslations("reconciliation");
  const moment = useMoment();
  const days = useDays();
  const query = new URLSearchParams({ syncId: run.syncId, from: run.from, to: run.to });
  return (
    <Paper component="article" withBorder p="md" aria-busy={run.state === "running"}>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start" gap="xs">
          <div>
            <Text fw={600}>
              {run.differences > 0 ? <TextLink href={`/reconciliation?${query.toString()}`}>{days(run.from, run.to)}</TextLink> : days(run.from, run.to)}
            </Text>
            <Text size="sm">
              {run.syncName}
              <Text span inherit c="dimmed">{` · ${run.connectionName}`}</Text>
            </Text>
            <Text size="xs" c="dimmed">
              {t(run.nightly ? "runs.nightly" : "runs.byHand", { date: moment(run.finishedAt ?? run.createdAt) })}
            </Text>
          </div>
          <Group gap={6}>
            <RunResult run={run} />
            <EnvironmentBadge environment={run.environment} />
          </Group>
        </Group>
        {run.state === "done" && <Counts run={run} />}
        <RunNotes run={run} />
      </Stack>
    </Paper>
  );
}

function Counts({ run }: { run: RunJson }) {
  const t = useTranslations("reconciliation.runs");
  return (
    <Facts cols={{ base: 2, xs: 3, sm: 6 }}>
      {!run.listRefused && <Fact label={t("bankOrders")}>{run.bankOrders}</Fact>}
      {!run.listRefused && <Fact label={t("ownOrders")}>{run.ownOrders}</Fact>}
      {!run.listRefused && <Fact label={t("foreignOrders")}>{run.foreignOrders}</Fact>}
      <Fact label={t("agreed")}>{run.agreed}</Fact>
      <Fact label={t("differences")}>{run.differences}</Fact>
      <Fact label={t("notJudged")}>{run.notJudged}</Fact>
    </Facts>
  );
}

function RunNotes({ run }: { run: RunJson }) {
  const t = useTranslations("reconciliation");
  const notes = [
    run.error !== null && t(`errors.${runErrorName(run.error)}`),
    run.foreignOrders > 0 && t("runs.foreignHint"),
    run.notJudged > 0 && t("runs.notJudgedHint"),
    run.listRefused && t("runs.listRefused"),
    run.crmNotJudged > 0 && t("runs.crmNotJudged", { count: run.crmNotJudged }),
    run.crmError !== null && t(`crmErrors.${crmErrorName(run.crmError)}`),
  ].filter((note) => note !== false);
  if (notes.length === 0) return null;
  return (
    <Stack gap={2}>
      {notes.map((note) => (
        <Text key={note} size="xs" c="dimmed">
          {note}
        </Text>
      ))}
    </Stack>
  );
}
