"use client";

import { Button, Skeleton, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ErrorState } from "#components/error-state.tsx";
import { Panel } from "#components/panel.tsx";
import { SyncCards } from "#components/syncs/sync-cards.tsx";
import { useSyncs } from "#components/syncs/sync-queries.ts";
import type { ConnectionView } from "#lib/connections/connection-view.ts";

/** The shops of the bank that this account works with. */
export function OwnSyncsPanel({ connection }: { connection: ConnectionView }) {
  const t = useTranslations("connections.syncs");
  const { data, error, refetch } = useSyncs();
  const own = data?.filter(({ connectionId }) => connectionId === connection.id);
  const content = () => {
    if (!own && error) return <ErrorState error={error} onRetry={() => void refetch()} />;
    if (!own) return <Skeleton height={72} />;
    if (own.length === 0) return <Text size="sm">{t("empty")}</Text>;
    return <SyncCards syncs={own} ofOneAccount />;
  };
  return (
    <Panel
      title={t("title")}
      action={
        connection.role === "viewer" ? null : (
          <Button
            component={Link}
            href={`/syncs/new?connection=${connection.id}`}
            size="xs"
            variant={own?.length === 0 ? "filled" : "default"}
            leftSection={<IconPlus size={14} aria-hidden />}
          >
            {t("create")}
          </Button>
        )
      }
    >
      {content()}
    </Panel>
  );
}
