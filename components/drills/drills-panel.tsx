"use client";

import { Skeleton, Stack, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { ErrorState } from "#components/error-state.tsx";
import { Panel } from "#components/panel.tsx";
import { useErrorText } from "#components/use-error-text.ts";
import { drillKinds } from "#lib/drills/drill-schema.ts";
import type { DrillsView } from "#lib/drills/drill-view.ts";
import { DrillRow } from "./drill-row.tsx";
import { useDrills, useStartDrill } from "./drill-queries.ts";

/** Failures that a merchant can rehearse on a sync of the simulator. */
export function DrillsPanel({ syncId }: { syncId: string }) {
  const t = useTranslations("drills");
  const drills = useDrills(syncId);
  return (
    <Panel title={t("title")} anchor="drills">
      {drills.data && <Loaded syncId={syncId} drills={drills.data} />}
      {drills.isPending && (
        <Stack gap="sm" role="status" aria-label={t("loading")}>
          <Skeleton height={44} />
          <Skeleton height={44} />
          <Skeleton height={44} />
        </Stack>
      )}
      {drills.isError && !drills.data && (
        <ErrorState
          title={t("failedTitle")}
          error={drills.error}
          onRetry={() => {
            void drills.refetch();
          }}
        />
      )}
    </Panel>
  );
}

function Loaded({ syncId, drills }: { syncId: string; drills: DrillsView }) {
  const t = useTranslations("drills");
  const errorText = useErrorText();
  const start = useStartDrill(syncId);
  const { obstacle, builtInCrm, running, newest } = drills;
  if (obstacle) return <Text size="sm">{t(obstacle)}</Text>;
  const busy = start.isPending || running !== null;
  return (
    <Stack gap="lg">
      <Text size="sm">{builtInCrm ? t("intro") : t("introOwnCrm")}</Text>
      {start.error && (
        <Text size="sm" c="red" role="alert">
          {errorText(start.error)}
        </Text>
      )}
      {drillKinds.map((kind) => (
        <DrillRow
          key={kind}
          kind={kind}
          builtInCrm={builtInCrm}
          last={newest.find((drill) => drill.kind === kind) ?? null}
          starting={start.isPending && start.variables === kind}
          busy={busy}
          onStart={() => {
            start.mutate(kind);
          }}
        />
      ))}
    </Stack>
  );
}
