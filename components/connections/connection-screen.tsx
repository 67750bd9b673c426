"use client";

import { Alert, Grid, Stack } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { OneThing } from "#components/one-thing.tsx";
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
  const words = {
    loading: t("list.loading"),
    notFoundTitle: t("empty.notFoundTitle"),
    notFoundText: t("empty.notFoundText"),
    failedTitle: t("page.failedTitle"),
  };
  return (
    <OneThing query={useConnection(id, initial)} words={words}>
      {(connection) => <Loaded connection={connection} />}
    </OneThing>
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
