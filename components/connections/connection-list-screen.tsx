"use client";

import { Button, Group, Skeleton, Stack, Text, VisuallyHidden } from "@mantine/core";
import { IconPlugConnected, IconPlus } from "@tabler/icons-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { EmptyState } from "#components/empty-state.tsx";
import { ErrorState } from "#components/error-state.tsx";
import { LinkCard } from "#components/link-card.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { SearchedList } from "#components/searched-list.tsx";
import type { ConnectionView } from "#lib/connections/connection-view.ts";
import { useConnections } from "./connection-queries.ts";
import { ConnectionStatusBadge } from "./connection-status-badge.tsx";

export function ConnectionListScreen({ initial }: { initial?: ConnectionView[] }) {
  const t = useTranslations("connections");
  const { data: connections, error, refetch, isFetching } = useConnections(initial);
  const connect = (
    <Button component={Link} href="/connections/new" leftSection={<IconPlus size={16} aria-hidden />}>
      {t("connect")}
    </Button>
  );
  const content = () => {
    if (connections && connections.length > 0) {
      return (
        <SearchedList items={connections} label={t("list.search")} textOf={({ name, systemUrl, publicUrl, id }) => [name, systemUrl, publicUrl ?? "", id]}>
          {(found) => <ConnectionCards connections={found} />}
        </SearchedList>
      );
    }
    if (connections) {
      return (
        <EmptyState
          icon={<IconPlugConnected size={24} aria-hidden />}
          title={t("empty.title")}
          description={t("empty.text")}
          action={connect}
        />
      );
    }
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
      <PageHeader title={t("title")} description={t("intro")} actions={connections && connections.length > 0 ? connect : null} />
      {content()}
    </>
  );
}

function ConnectionCards({ connections }: { connections: readonly ConnectionView[] }) {
  const t = useTranslations("connections");
  return (
    <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: "none" }}>
      {connections.map((connection) => (
        <li key={connection.id}>
          <LinkCard
            href={`/connections/${connection.id}`}
            title={connection.name}
            aside={<ConnectionStatusBadge status={connection.status} />}
          >
            <Group gap="4px 24px" mt={6}>
              <Text size="sm" c="dimmed">
                {connection.publicUrl ?? connection.systemUrl}
              </Text>
              <Text size="sm" c="dimmed">
                {t("list.registration")}: {t(`registration.${connection.registration.state}`)}
              </Text>
              <Text size="sm" c="dimmed">
                {t("list.role")}: {t(`roles.${connection.role}`)}
              </Text>
            </Group>
          </LinkCard>
        </li>
      ))}
    </Stack>
  );
}
