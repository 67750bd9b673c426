"use client";

import { Anchor } from "@mantine/core";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { CopyText } from "#components/copy-text.tsx";
import { DateTime } from "#components/date-time.tsx";
import { Fact, Facts } from "#components/fact.tsx";
import { Panel } from "#components/panel.tsx";
import type { SyncView } from "#lib/syncs/sync-view.ts";
import { taxKey } from "./tax-key.ts";

export function SyncSettingsPanel({ sync }: { sync: SyncView }) {
  const t = useTranslations("syncs");
  const receipts = useTranslations("receipts.fact");
  const signed = sync.hasCallbackToken || sync.callbackPublicKey !== null;
  return (
    <Panel title={t("settings.title")}>
      <Facts cols={{ base: 1, xs: 2 }}>
        <Fact label={t("list.connection")}>
          <Anchor component={Link} href={`/connections/${sync.connectionId}`} inherit>
            {sync.connectionName}
          </Anchor>
        </Fact>
        <Fact label={t("form.environment")}>{t(`environment.${sync.environment}`)}</Fact>
        <Fact label={t("settings.login")}>
          <CopyText value={sync.login} label={t("settings.login")} />
        </Fact>
        <Fact label={t("settings.password")}>{t("settings.passwordStored")}</Fact>
        <Fact label={t("settings.confirmation")}>{t(`confirmation.${sync.confirmation}`)}</Fact>
        {sync.confirmation === "manual" && (
          <Fact label={t("settings.holdHours")}>{t("settings.holdHoursValue", { hours: sync.holdHours })}</Fact>
        )}
        <Fact label={t("settings.tax")}>{t(`tax.${taxKey(sync.taxSystem)}`)}</Fact>
        <Fact label={receipts("label")}>
          <Anchor component={Link} href={`/syncs/${sync.id}/receipt`} inherit>
            {receipts(sync.fiscal.enabled ? "on" : "off")}
          </Anchor>
        </Fact>
        <Fact label={t("settings.link")}>
          {sync.linkDays === null ? t("settings.linkForever") : t("settings.linkDays", { days: sync.linkDays })}
        </Fact>
        <Fact label={t("settings.callbackToken")}>{t(signed ? "settings.callbackTokenOn" : "settings.callbackTokenOff")}</Fact>
        <Fact label={t("settings.shopCode")}>
          <CopyText value={sync.shopCode} label={t("settings.shopCode")} />
        </Fact>
        <Fact label={t("settings.created")}>
          <DateTime value={sync.createdAt} />
        </Fact>
      </Facts>
    </Panel>
  );
}
