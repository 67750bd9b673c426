"use client";

import { Alert, Button, List, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/api-client.ts";
import { Panel } from "#components/panel.tsx";
import { StateLine } from "#components/state-line.tsx";
import { useErrorText } from "#components/use-error-text.ts";
import type { ConnectionView } from "#lib/connections/connection-view.ts";
import type { CheckStepJson } from "./check-state.ts";
import { useKeepConnection } from "./connection-queries.ts";
import { GrantScopes } from "./grant-scopes.tsx";
import { isNeededScope } from "./scope-words.ts";

type Rechecked = ConnectionView & { steps: CheckStepJson[] };

/** What the key may not do yet, and where in RetailCRM to allow it. */
export function PermissionsPanel({ connection }: { connection: ConnectionView }) {
  const t = useTranslations("connections.permissions");
  const errorText = useErrorText();
  const keep = useKeepConnection();
  const recheck = useMutation({
    mutationFn: () => api<Rechecked>(`/api/connections/${connection.id}/check`, { method: "POST", body: {} }),
    onSuccess: ({ steps: _steps, ...fresh }) => {
      keep(fresh);
    },
  });
  // A step that failed before permissions were looked at: the key or the account itself.
  const broken = recheck.data?.steps.find(({ ok, step }) => !ok && step !== "permissions" && step !== "stores");
  return (
    <Panel title={t("title")}>
      <Stack gap="sm" align="flex-start">
        {connection.missingScopes.length === 0 ? (
          <StateLine tone="success" icon={IconCheck}>
            {t("complete")}
          </StateLine>
        ) : (
          <Missing connection={connection} />
        )}
        {broken && (
          <Alert color="red" variant="light" role="alert" w="100%" title={broken.reason}>
            {broken.hint}
          </Alert>
        )}
        {recheck.error && (
          <Text size="sm" c="red" role="alert">
            {errorText(recheck.error)}
          </Text>
        )}
        {connection.role !== "viewer" && (
          <Button
            variant="default"
            size="xs"
            loading={recheck.isPending}
            onClick={() => {
              recheck.mutate();
            }}
          >
            {t("recheck")}
          </Button>
        )}
      </Stack>
    </Panel>
  );
}

function Missing({ connection: { id, missingScopes: scopes, oneClick, role } }: { connection: ConnectionView }) {
  const t = useTranslations("connections.permissions");
  const words = useTranslations("connections.scopes");
  const grants = oneClick && role === "owner";
  return (
    <Alert
      color="orange"
      variant="light"
      icon={<IconAlertTriangle aria-hidden />}
      title={t("missing", { count: scopes.length })}
      w="100%"
    >
      {!grants && <Text size="sm">{t("where")}</Text>}
      <List size="sm" my={4}>
        {scopes.map((scope) => (
          <List.Item key={scope}>
            {isNeededScope(scope) ? (
              <>
                <b>{words(`${scope}.group`)}</b>: {words(`${scope}.name`)}
              </>
            ) : (
              scope
            )}
          </List.Item>
        ))}
      </List>
      {grants ? <GrantScopes id={id} /> : <Text size="sm">{t("after")}</Text>}
    </Alert>
  );
}
