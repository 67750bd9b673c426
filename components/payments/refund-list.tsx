"use client";

import { Group, Stack, Text } from "@mantine/core";
import { IconCheck, IconLoader, IconX, type Icon } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { Amount } from "#components/amount.tsx";
import { DateTime } from "#components/date-time.tsx";
import { Panel } from "#components/panel.tsx";
import { StatusBadge, type Tone } from "#components/status-badge.tsx";
import type { RefundJson } from "./payment-json.ts";

const looks: Record<RefundJson["status"], { tone: Tone; icon: Icon }> = {
  pending: { tone: "warning", icon: IconLoader },
  succeeded: { tone: "success", icon: IconCheck },
  canceled: { tone: "danger", icon: IconX },
};

interface Props {
  refunds: readonly RefundJson[];
  currency: string;
}

/** Every sum given back or asked to be, newest first. */
export function RefundList({ refunds, currency }: Props) {
  const t = useTranslations("payments.refunds");
  return (
    <Panel title={t("title")}>
      <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: "none" }}>
        {refunds.toReversed().map((refund) => (
          <li key={refund.id}>
            <RefundLine refund={refund} currency={currency} />
          </li>
        ))}
      </Stack>
    </Panel>
  );
}

function RefundLine({ refund, currency }: { refund: RefundJson; currency: string }) {
  const t = useTranslations("payments.refunds");
  return (
    <Stack gap={2}>
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <StatusBadge tone={looks[refund.status].tone} icon={looks[refund.status].icon}>
            {t(`statuses.${refund.status}`)}
          </StatusBadge>
          <DateTime value={refund.createdAt} fz="sm" c="dimmed" />
          <Text size="sm" c="dimmed">
            {t(`origins.${refund.origin}`)}
          </Text>
        </Group>
        <Amount value={refund.amount} currency={currency} fz="sm" fw={600} />
      </Group>
      {refund.comment !== null && refund.comment !== "" && <Text size="sm">{refund.comment}</Text>}
    </Stack>
  );
}
