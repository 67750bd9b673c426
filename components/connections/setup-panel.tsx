"use client";

import { Alert, Button, Group, List, Skeleton, Stack, Text, ThemeIcon } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconQuestionMark, IconX } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { ErrorState } from "#components/error-state.tsx";
import { OuterButton } from "#components/outer-button.tsx";
import { Panel } from "#components/panel.tsx";
import { useMoment } from "#components/use-moment.ts";
import type { CrmSetupView } from "#lib/connections/crm-setup-view.ts";
import { useCrmSetup } from "./connection-queries.ts";
import classes from "./connections.module.css";
import { SetupShops } from "./setup-shops.tsx";

const looks = {
  ok: { color: "green", icon: IconCheck },
  warn: { color: "orange", icon: IconAlertTriangle },
  bad: { color: "red", icon: IconX },
  unknown: { color: "gray", icon: IconQuestionMark },
} as const;

/** What RetailCRM's own reference books say about payment types, stores and statuses, with the way to mend each. */
export function SetupPanel({ connectionId }: { connectionId: string }) {
  const t = useTranslations("connections.setup");
  const { data: setup, error, refetch, isFetching } = useCrmSetup(connectionId);
  return (
    <Panel
      title={t("title")}
      anchor="setup"
      action={
        setup && (
          <Button variant="default" size="xs" loading={isFetching} onClick={() => void refetch()}>
            {t("again")}
          </Button>
        )
      }
    >
      {setup && <Findings setup={setup} />}
      {!setup && error && <ErrorState error={error} onRetry={() => void refetch()} retrying={isFetching} />}
      {!setup && !error && <Skeleton height={120} role="status" aria-busy aria-label={t("loading")} />}
      {setup && error && <ErrorState error={error} />}
    </Panel>
  );
}

function Findings({ setup }: { setup: CrmSetupView }) {
  const t = useTranslations("connections.setup");
  const moment = useMoment();
  const { state, problem, findings, shops, links, checkedAt } = setup;
  return (
    <Stack gap="sm">
      <Text size="sm" fw={600} role="status">
        {t(state)}{" "}
        <Text span size="xs" c="dimmed" fw={400}>
          {t("checkedAt", { date: moment(checkedAt) })}
        </Text>
      </Text>
      {problem && (
        <Alert color="orange" variant="light" icon={<IconAlertTriangle aria-hidden />} title={problem.text}>
          {problem.hint}
        </Alert>
      )}
      {findings.length > 0 && (
        <List spacing="xs" listStyleType="none" classNames={{ itemWrapper: classes.top }}>
          {findings.map((finding) => (
            <Finding key={finding.name} finding={finding} />
          ))}
        </List>
      )}
      <SetupShops shops={shops} />
      <Group gap="xs">
        <OuterButton href={links.paymentTypes}>{t("openTypes")}</OuterButton>
        <OuterButton href={links.module}>{t("openModule")}</OuterButton>
        <OuterButton href={links.modules}>{t("openModules")}</OuterButton>
      </Group>
    </Stack>
  );
}

function Finding({ finding: { verdict, text, hint } }: { finding: CrmSetupView["findings"][number] }) {
  const t = useTranslations("connections.setup.verdicts");
  const { color, icon: Glyph } = looks[verdict];
  return (
    <List.Item
      icon={
        <ThemeIcon color={color} variant="light" size={24} radius="xl">
          <Glyph size={14} aria-hidden />
        </ThemeIcon>
      }
    >
      <Text size="sm">
        {text}{" "}
        <Text span size="xs" c="dimmed">
          {t(verdict)}
        </Text>
      </Text>
      {hint !== null && (
        <Text size="sm" c="dimmed">
          {hint}
        </Text>
      )}
    </List.Item>
  );
}
