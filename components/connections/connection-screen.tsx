"use client";

import { Alert, Grid, Skeleton, Stack } from "@mantine/core";
import { IconInfoCircle, IconPlugConnectedX } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { ApiError } from "#components/api-client.ts";
import { EmptyState } from "#components/empty-state.tsx";
import { ErrorState } from "#components/error-state.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { TeamPanel } from "#components/team/team-panel.tsx";
import type { ConnectionView } from "#lib/connections/connection-view.ts";
import { AccountPanel } from "./account-panel.tsx";
import { useConnection } from "./connection-queries.ts";
import { ConnectionStatusBadge } from "./connection-status-badge.tsx";
import { KeyPanel } from "./key-panel.tsx";
import { NextStepsPanel } from "./next-steps-panel.tsx";
import { OwnSyncsPanel } from "./own-syncs-panel.tsx";
import { PermissionsPanel } from "./permissions-panel.tsx";
import { RegistrationPanel } from "./registration-panel.tsx";
import { SetupPanel } from "./setup-panel.tsx";
import { StoresPanel } from "./stores-panel.tsx";

interface Props {
  id: string;
  initial?: ConnectionView;
}

export function ConnectionScreen({ id, initial }: Props) {
  const t = useTranslations("connections");
  const { data: connection, error, refetch, isFetching } = useConnection(id, initial);
  if (connection) return <Loaded connection={connection} />;
  if (error instanceof ApiError && error.code === "not_found") {
    return (
      <EmptyState
        icon={<IconPlugConnectedX size={24} aria-hidden />}
        title={t("empty.notFoundTitle")}
        description={t("empty.notFoundText")}
      />
    );
  }
  if (error) return <ErrorState title={t("page.failedTitle")} error={error} onRetry={() => void refetch()} retrying={isFetching} />;
  return (
    <Stack role="status" aria-busy aria-label={t("list.loading")}>
      <Skeleton height={32} width={260} />
      <Skeleton height={160} />
      <Skeleton height={160} />
    </Stack>
  );
}

function Loaded({ connection }: { connection: ConnectionView }) {
  const t = useTranslations("connections");
  const { status } = connection;
  return (
    <>
      <PageHeader
        back={{ href: "/connections", label: t("page.back") }}
        title={connection.name}
        badges={<ConnectionStatusBadge status={status} />}
      />
      {(status === "frozen" || status === "inactive") && (
        <Alert mb="md" color="orange" variant="light" icon={<IconInfoCircle aria-hidden />}>
          {t(`statusHint.${status}`)}
        </Alert>
      )}
      <Grid>
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack>
            <RegistrationPanel connection={connection} />
            <OwnSyncsPanel connection={connection} />
            <SetupPanel connectionId={connection.id} />
            <NextStepsPanel connection={connection} />
            <TeamPanel connectionId={connection.id} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack>
            <AccountPanel connection={connection} />
            <PermissionsPanel connection={connection} />
            <KeyPanel connection={connection} />
            <StoresPanel connection={connection} />
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  );
}
