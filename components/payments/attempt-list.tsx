"use client";

import { Alert, Group, Stack, Text } from "@mantine/core";
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconCheck,
  IconClock,
  IconClockOff,
  IconFingerprint,
  IconHandStop,
  IconLoader,
  IconQuestionMark,
  IconX,
  type Icon,
} from "@tabler/icons-react";
import { useLocale, useTranslations } from "next-intl";
import { Amount, amountText } from "#components/amount.tsx";
import { CopyText } from "#components/copy-text.tsx";
import { DateTime } from "#components/date-time.tsx";
import { Panel } from "#components/panel.tsx";
import { StatusBadge, type Tone } from "#components/status-badge.tsx";
import { useMoment } from "#components/use-moment.ts";
import { attemptLook, type AttemptLookName } from "./attempt-look.ts";
import { DuplicateAlert } from "./duplicate-alert.tsx";
import type { AttemptJson, PaymentJson } from "./payment-json.ts";
import { isPositive } from "./payment-look.ts";

const looks: Record<AttemptLookName, { tone: Tone; icon: Icon }> = {
  planned: { tone: "neutral", icon: IconLoader },
  rejected: { tone: "danger", icon: IconX },
  checking: { tone: "warning", icon: IconQuestionMark },
  open: { tone: "neutral", icon: IconClock },
  authenticating: { tone: "neutral", icon: IconFingerprint },
  held: { tone: "warning", icon: IconHandStop },
  paid: { tone: "success", icon: IconCheck },
  reversed: { tone: "muted", icon: IconArrowBackUp },
  refunded: { tone: "info", icon: IconArrowBackUp },
  declined: { tone: "danger", icon: IconX },
  expired: { tone: "muted", icon: IconClockOff },
  closed: { tone: "muted", icon: IconX },
};

interface Props {
  payment: PaymentJson;
}

/** The orders registered at the bank for this payment, newest first. */
export function AttemptList({ payment }: Props) {
  const { attempts } = payment;
  const t = useTranslations("payments.attempts");
  return (
    <Panel title={t("title")}>
      {attempts.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("empty")}
        </Text>
      ) : (
        <Stack gap="md">
          {attempts.toReversed().map((attempt) => (
            <AttemptCard key={attempt.id} attempt={attempt} payment={payment} />
          ))}
        </Stack>
      )}
    </Panel>
  );
}

function AttemptCard({ attempt, payment }: { attempt: AttemptJson; payment: PaymentJson }) {
  const t = useTranslations("payments.attempts");
  const moment = useMoment();
  const name = attemptLook(attempt, new Date());
  return (
    <Stack gap={6}>
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <StatusBadge tone={looks[name].tone} icon={looks[name].icon}>
            {t(`look.${name}`)}
          </StatusBadge>
          <DateTime value={attempt.createdAt} fz="sm" c="dimmed" />
          {name === "open" && (
            <Text size="sm" c="dimmed">
              {t("expires", { date: moment(attempt.expiresAt) })}
            </Text>
          )}
        </Group>
        <AttemptMoney attempt={attempt} currency={payment.currency} />
      </Group>
      {attempt.reason !== null && name !== "paid" && name !== "held" && (
        <Text size="sm">
          {attempt.reason.text}
          {attempt.reason.advice !== null && (
            <Text span c="dimmed">
              {" "}
              {attempt.reason.advice}
            </Text>
          )}
        </Text>
      )}
      {attempt.duplicate && <DuplicateAlert payment={payment} attempt={attempt} />}
      {attempt.mismatch !== null && (
        <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />}>
          {t("mismatch", { detail: attempt.mismatch })}
        </Alert>
      )}
      <Group gap="lg">
        <CopyText value={attempt.orderNumber} label={t("number")} />
        {attempt.mdOrder !== null && <CopyText value={attempt.mdOrder} label={t("mdOrder")} />}
        <Text size="xs" c="dimmed">
          {t(attempt.twoStage ? "twoStage" : "oneStage")}
        </Text>
      </Group>
    </Stack>
  );
}

function AttemptMoney({ attempt, currency }: { attempt: AttemptJson; currency: string }) {
  const t = useTranslations("payments.attempts");
  const locale = useLocale();
  const parts = (["held", "captured", "refunded"] as const)
    .filter((part) => isPositive(attempt[part]))
    .map((part) => t(part, { amount: amountText(attempt[part], currency, locale) }));
  return (
    <Text size="sm" ta="right">
      {parts.length === 0 ? <Amount value={attempt.amount} currency={currency} c="dimmed" /> : parts.join(", ")}
    </Text>
  );
}
