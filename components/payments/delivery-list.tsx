"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import { IconCheck, IconClock, IconKey, IconReplace, IconSend, IconX, type Icon } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { DateTime } from "#components/date-time.tsx";
import { notifyFailure, notifySuccess } from "#components/notify.tsx";
import { Panel } from "#components/panel.tsx";
import { StatusBadge, type Tone } from "#components/status-badge.tsx";
import { TextLink } from "#components/text-link.tsx";
import { useErrorText } from "#components/use-error-text.ts";
import { useMoment } from "#components/use-moment.ts";
import { toldStatus } from "./delivery-status.ts";
import type { DeliveryJson, PaymentJson } from "./payment-json.ts";
import type { LookName } from "./payment-look.ts";
import { usePaymentAction } from "./payment-queries.ts";

const looks: Record<DeliveryJson["state"], { tone: Tone; icon: Icon }> = {
  pending: { tone: "neutral", icon: IconClock },
  delivered: { tone: "success", icon: IconCheck },
  superseded: { tone: "muted", icon: IconReplace },
  held: { tone: "warning", icon: IconKey },
  failed: { tone: "danger", icon: IconX },
};

/** What RetailCRM was told, newest first; the newest can be sent again by hand. */
export function DeliveryList({ payment }: { payment: PaymentJson }) {
  const t = useTranslations("payments.deliveries");
  const newestFirst = payment.deliveries.toSorted((a, b) => b.version - a.version);
  return (
    <Panel
      title={t("title")}
      action={newestFirst.length > 0 && payment.can.sync ? <RepeatButton id={payment.id} /> : null}
    >
      {newestFirst.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("empty")}
        </Text>
      ) : (
        <Stack gap="sm">
          {newestFirst.map((delivery) => (
            <DeliveryLine key={delivery.id} delivery={delivery} told={toldStatus(payment, delivery)} connectionId={payment.connectionId} />
          ))}
        </Stack>
      )}
    </Panel>
  );
}

function RepeatButton({ id }: { id: string }) {
  const t = useTranslations("payments");
  const errorText = useErrorText();
  const action = usePaymentAction(id);
  const repeat = () => {
    action.mutate(
      { action: "deliver" },
      {
        onSuccess: () => {
          notifySuccess(t("actions.delivered"));
        },
        onError: (error) => {
          notifyFailure(t("actions.failed"), errorText(error));
        },
      },
    );
  };
  return (
    <Button size="xs" variant="default" leftSection={<IconSend size={14} aria-hidden />} loading={action.isPending} onClick={repeat}>
      {t("deliveries.repeat")}
    </Button>
  );
}

interface LineProps {
  delivery: DeliveryJson;
  told: LookName | null;
  connectionId: string;
}

function DeliveryLine({ delivery, told, connectionId }: LineProps) {
  const words = useTranslations("payments.status");
  const t = useTranslations("payments.deliveries");
  const moment = useMoment();
  const { state, tries, nextTryAt, lastError } = delivery;
  const late = state === "pending" && tries > 0 && nextTryAt !== null;
  return (
    <Stack gap={2}>
      <Group gap="xs">
        <StatusBadge tone={late ? "warning" : looks[state].tone} icon={looks[state].icon}>
          {t(late ? "late" : `states.${state}`)}
        </StatusBadge>
        <DateTime value={delivery.deliveredAt ?? delivery.lastTryAt ?? delivery.createdAt} fz="sm" c="dimmed" />
        {told !== null && <Text size="sm">{t("told", { status: words(told) })}</Text>}
        {tries > 1 && (
          <Text size="sm" c="dimmed">
            {t("tries", { count: tries })}
          </Text>
        )}
      </Group>
      {late && <Text size="sm">{t("next", { when: moment(nextTryAt) })}</Text>}
      {state === "held" && (
        <Text size="sm">
          {t("heldText")}{" "}
          <TextLink href={`/connections/${connectionId}`}>
            {t("toConnection")}
          </TextLink>
        </Text>
      )}
      {state === "failed" && <Text size="sm">{t("failedText")}</Text>}
      {lastError !== null && state !== "delivered" && state !== "superseded" && (
        <Text size="xs" c="dimmed">
          {lastError}
        </Text>
      )}
    </Stack>
  );
}
