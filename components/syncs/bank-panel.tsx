"use client";

import { Button, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconClock } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { Panel } from "#components/panel.tsx";
import { StateLine } from "#components/state-line.tsx";
import { useErrorText } from "#components/use-error-text.ts";
import { useMoment } from "#components/use-moment.ts";
import type { SyncView } from "#lib/syncs/sync-view.ts";
import { BankCheckResult } from "./bank-check-result.tsx";
import { CaOffer } from "./ca-offer.tsx";
import { checkKey } from "./check-key.ts";
import { useCheckSync } from "./sync-queries.ts";

/** Whether the bank takes the stored login and password, as last seen and on demand. */
export function BankPanel({ sync }: { sync: SyncView }) {
  const t = useTranslations("syncs");
  const errorText = useErrorText();
  const check = useCheckSync(sync.id);
  const run = () => {
    check.mutate();
  };
  return (
    <Panel title={t("form.sectionBank")}>
      <Stack gap="sm" align="flex-start">
        {check.data ? <BankCheckResult check={check.data} onRepeat={run} /> : <LastCheck sync={sync} onRepeat={run} />}
        {check.error && (
          <Text size="sm" c="red" role="alert">
            {errorText(check.error)}
          </Text>
        )}
        {sync.role !== "viewer" && (
          <Button variant="default" size="xs" loading={check.isPending} onClick={run}>
            {t("form.check")}
          </Button>
        )}
      </Stack>
    </Panel>
  );
}

function LastCheck({ sync, onRepeat }: { sync: SyncView; onRepeat: () => void }) {
  const t = useTranslations("syncs.check");
  const moment = useMoment();
  if (sync.checkedAt === null || sync.checkCode === null) {
    return (
      <StateLine tone="neutral" icon={IconClock}>
        {t("never")}
      </StateLine>
    );
  }
  const good = sync.checkCode === "ok";
  return (
    <>
      <StateLine tone={good ? "success" : "danger"} icon={good ? IconCheck : IconAlertTriangle}>
        {good ? t("ok") : t(`codes.${checkKey(sync.checkCode)}`)}
      </StateLine>
      <Text size="xs" c="dimmed">
        {t("checkedAt", { date: moment(sync.checkedAt) })}
      </Text>
      {sync.checkCode === "tls" && <CaOffer onInstalled={onRepeat} />}
    </>
  );
}
