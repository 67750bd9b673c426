"use client";

import { Button, Skeleton, Stack, VisuallyHidden } from "@mantine/core";
import { IconBuildingBank, IconPlugConnected, IconPlus } from "@tabler/icons-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { EmptyState } from "#components/empty-state.tsx";
import { ErrorState } from "#components/error-state.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { SearchedList } from "#components/searched-list.tsx";
import type { SyncView } from "#lib/syncs/sync-view.ts";
import { SyncCards } from "./sync-cards.tsx";
import { useSyncs } from "./sync-queries.ts";

interface Props {
  initial?: SyncView[];
  /** Without a RetailCRM account there is nothing to tie a shop to. */
  connected: boolean;
}

export function SyncListScreen({ initial, connected }: Props) {
  const t = useTranslations("syncs");
  const { data: syncs, error, refetch, isFetching } = useSyncs(initial);
  const content = () => {
    if (syncs && syncs.length > 0) {
      return (
        <SearchedList items={syncs} label={t("list.search")} textOf={(sync) => [sync.name, sync.connectionName, sync.login, sync.shopCode, sync.id]}>
          {(found) => <SyncCards syncs={found} />}
        </SearchedList>
      );
    }
    if (syncs) return <NoSyncs connected={connected} />;
    if (error) return <ErrorState title={t("empty.failedTitle")} error={error} onRetry={() => void refetch()} retrying={isFetching} />;
    return (
      <Stack gap="xs" role="status" aria-busy>
        <VisuallyHidden>{t("list.loading")}</VisuallyHidden>
        <Skeleton height={88} />
        <Skeleton height={88} />
      </Stack>
    );
  };
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("intro")}
        actions={
          connected && syncs && syncs.length > 0 ? (
            <Button component={Link} href="/syncs/new" leftSection={<IconPlus size={16} aria-hidden />}>
              {t("create")}
            </Button>
          ) : null
        }
      />
      {content()}
    </>
  );
}

function NoSyncs({ connected }: { connected: boolean }) {
  const t = useTranslations("syncs");
  if (!connected) {
    return (
      <EmptyState
        icon={<IconPlugConnected size={24} aria-hidden />}
        title={t("empty.needConnectionTitle")}
        description={t("empty.needConnectionText")}
        action={
          <Button component={Link} href="/connections/new">
            {t("empty.needConnectionAction")}
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={<IconBuildingBank size={24} aria-hidden />}
      title={t("empty.title")}
      description={t("empty.text")}
      action={
        <Button component={Link} href="/syncs/new" leftSection={<IconPlus size={16} aria-hidden />}>
          {t("create")}
        </Button>
      }
    />
  );
}
