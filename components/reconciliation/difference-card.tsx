"use client";

import { Alert, Button, Group, Paper, Stack, Text } from "@mantine/core";
import { IconRefresh, IconSend } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { EnvironmentBadge } from "#components/environment-badge.tsx";
import { notifySuccess } from "#components/notify.tsx";
import { TextLink } from "#components/text-link.tsx";
import { useErrorText } from "#components/use-error-text.ts";
import { useMoment } from "#components/use-moment.ts";
import { causeName, kindName } from "#lib/reconciliation/difference-names-state.ts";
import type { DifferenceJson } from "./reconciliation-json.ts";
import { useRepair } from "./reconciliation-queries.ts";
import { SideFacts } from "./side-facts.tsx";
import { useDays } from "./use-days.ts";

/** One difference: what it is, why, what each side says, and the one click or the words that lead out of it. */
export function DifferenceCard({ difference }: { difference: DifferenceJson }) {
  const t = useTranslations("reconciliation");
  const cause = causeName(difference.cause);
  return (
    <Paper component="article" withBorder p="md">
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start" gap="xs">
          <div>
            <Text fw={600}>{t(`kinds.${kindName(difference.kind)}`)}</Text>
            <OrderLine difference={difference} />
          </div>
          <EnvironmentBadge environment={difference.environment} />
        </Group>
        <div>
          <Text size="sm">{t(`causes.${cause}.text`)}</Text>
          {difference.solvedAt === null && (
            <Text size="sm" c="dimmed">
              {t(`causes.${cause}.todo`)}
            </Text>
          )}
        </div>
        <SideFacts difference={difference} />
        <Group justify="space-between" gap="sm">
          <Story difference={difference} />
          {difference.repair !== null && <RepairButton id={difference.id} repair={difference.repair} />}
        </Group>
      </Stack>
    </Paper>
  );
}

function OrderLine({ difference: { paymentId, crmOrderNumber, orderNumber, day, syncName } }: { difference: DifferenceJson }) {
  const t = useTranslations("reconciliation.differences");
  const days = useDays();
  const words = crmOrderNumber === null ? null : t("order", { number: crmOrderNumber });
  return (
    <Text size="sm" style={{ overflowWrap: "anywhere" }}>
      {words !== null && (paymentId === null ? words : <TextLink href={`/payments/${paymentId}`}>{words}</TextLink>)}
      <Text span inherit c="dimmed">
        {` · ${t("bankNumber", { number: orderNumber })} · ${days(day, day)} · ${syncName}`}
      </Text>
    </Text>
  );
}

function Story({ difference: { foundAt, repairedAt, solvedAt } }: { difference: DifferenceJson }) {
  const t = useTranslations("reconciliation.differences");
  const moment = useMoment();
  const parts = [
    t("found", { date: moment(foundAt) }),
    solvedAt !== null && t("solvedAt", { date: moment(solvedAt) }),
    solvedAt === null && repairedAt !== null && t("repairedAt", { date: moment(repairedAt) }),
  ];
  return (
    <Text size="xs" c="dimmed">
      {parts.filter((part) => part !== false).join(" · ")}
    </Text>
  );
}

function RepairButton({ id, repair }: { id: string; repair: NonNullable<DifferenceJson["repair"]> }) {
  const t = useTranslations("reconciliation.differences");
  const errorText = useErrorText();
  const action = useRepair(id);
  const Icon = repair === "settle" ? IconRefresh : IconSend;
  return (
    <Stack gap="xs" align="flex-end">
      {action.isError && (
        <Alert color="red" variant="light" role="alert" p="xs">
          {errorText(action.error)}
        </Alert>
      )}
      {action.data?.solvedAt === null && (
        <Text size="xs" role="status">
          {t("notRepaired")}
        </Text>
      )}
      <Button
        size="xs"
        leftSection={<Icon size={16} aria-hidden />}
        loading={action.isPending}
        onClick={() => {
          action.mutate(undefined, {
            onSuccess: ({ solvedAt }) => {
              if (solvedAt !== null) notifySuccess(t("repaired"));
            },
          });
        }}
      >
        {t(repair)}
      </Button>
    </Stack>
  );
}
