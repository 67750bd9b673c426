"use client";

import { Group, Stack, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { EnvironmentBadge } from "#components/environment-badge.tsx";
import { LinkCard } from "#components/link-card.tsx";
import type { SyncView } from "#lib/syncs/sync-view.ts";
import { SyncStatusBadge } from "./sync-status-badge.tsx";

interface Props {
  syncs: readonly SyncView[];
  /** On the account's own page its name goes without saying. */
  ofOneAccount?: boolean;
}

export function SyncCards({ syncs, ofOneAccount = false }: Props) {
  return (
    <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: "none" }}>
      {syncs.map((sync) => (
        <li key={sync.id}>
          <SyncCard sync={sync} account={!ofOneAccount} />
        </li>
      ))}
    </Stack>
  );
}

function SyncCard({ sync, account }: { sync: SyncView; account: boolean }) {
  const t = useTranslations("syncs");
  return (
    <LinkCard
      href={`/syncs/${sync.id}`}
      title={sync.name}
      badges={<EnvironmentBadge environment={sync.environment} />}
      aside={<SyncStatusBadge status={sync.status} />}
    >
      <Group gap="4px 24px" mt={6}>
        {account && <Named label={t("list.connection")} value={sync.connectionName} />}
        <Named label={t("list.login")} value={sync.login} mono />
        <Named label={t("list.shopCode")} value={sync.shopCode} mono />
        <Named label={t("list.confirmation")} value={t(`confirmation.${sync.confirmation}`)} />
        {sync.openPayments > 0 && (
          <Text size="sm" c="dimmed">
            {t("list.openPayments", { count: sync.openPayments })}
          </Text>
        )}
      </Group>
    </LinkCard>
  );
}

function Named({ label, value, mono = false }: { label: string; value: string; mono?: boolean }) {
  return (
    <Text size="sm" c="dimmed">
      {label}:{" "}
      <Text span inherit c="var(--mantine-color-text)" {...(mono && { ff: "monospace" })}>
        {value}
      </Text>
    </Text>
  );
}
