"use client";

import { Button, Group, List, Stack, Text } from "@mantine/core";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Panel } from "#components/panel.tsx";
import type { SyncView } from "#lib/syncs/sync-view.ts";

const steps = ["step1", "step2", "step3", "step4"] as const;

/** The four stages from the bank's test to real money; the page remembers nothing, the bank's letters do. */
export function GoLivePanel({ sync }: { sync: SyncView }) {
  const t = useTranslations("syncs.live");
  return (
    <Panel title={t("title")}>
      <Stack gap="sm">
        {sync.environment === "sandbox" && <Text size="sm">{t("sandboxStart")}</Text>}
        <List type="ordered" size="sm" spacing="xs">
          {steps.map((step) => (
            <List.Item key={step}>
              <Text size="sm" fw={600}>
                {t(step)}
              </Text>
              <Text size="sm">{t(`${step}Text`)}</Text>
            </List.Item>
          ))}
        </List>
        {sync.environment === "sandbox" && (
          <Text size="sm" c="dimmed">
            {t("fromSandbox")}
          </Text>
        )}
        <Group gap="xs">
          {sync.role !== "viewer" && (
            <Button component={Link} href={`/syncs/${sync.id}/edit`} variant="default" size="xs">
              {t("edit")}
            </Button>
          )}
          <Button component={Link} href={`/payments?syncId=${sync.id}`} variant="subtle" size="xs">
            {t("payments")}
          </Button>
        </Group>
      </Stack>
    </Panel>
  );
}
