"use client";

import { Button, Paper, Text, Timeline, Title } from "@mantine/core";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { DateTime } from "#components/date-time.tsx";
import { actorWord, eventLook, type EventTone, isEventName } from "./event-look.ts";
import { type EventTexts, eventValues } from "./event-text.ts";
import type { EventJson, PaymentJson } from "./payment-json.ts";

const colors: Record<EventTone, string> = { neutral: "gray", success: "green", warning: "orange", danger: "red" };

type Lookup = ((key: string) => string) & { has: (key: string) => boolean };

/** Words that stand inside events: statuses, codes, missing reasons. */
function useEventTexts(currency: string): EventTexts {
  const t = useTranslations("payments");
  const locale = useLocale();
  const lookup = t as unknown as Lookup;
  const statusKeys: Record<string, string> = { refundSucceeded: "refunded" };
  return {
    locale,
    currency,
    noReason: t("events.noReason"),
    codeReason: (code) => (lookup.has(`codes.${code}`) ? lookup(`codes.${code}`) : t("events.codeReason", { code })),
    statusWord: (status) => {
      const key = `status.${statusKeys[status] ?? status}`;
      return status !== "" && lookup.has(key) ? lookup(key) : "—";
    },
  };
}

/** All that happened, newest first; what only explains the rest is folded away. */
export function PaymentTimeline({ payment, userId }: { payment: PaymentJson; userId: string }) {
  const t = useTranslations("payments.timeline");
  const [all, setAll] = useState(false);
  const texts = useEventTexts(payment.currency);
  const newestFirst = payment.events.toReversed();
  const shown = all ? newestFirst : newestFirst.filter(({ kind }) => eventLook(kind).minor !== true);
  return (
    <Paper withBorder p="md" component="section" aria-label={t("title")}>
      <Title order={2} size="h4" mb="md">
        {t("title")}
      </Title>
      {newestFirst.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("empty")}
        </Text>
      ) : (
        <Timeline bulletSize={14} lineWidth={2} active={shown.length}>
          {shown.map((event) => (
            <Timeline.Item key={event.id} color={colors[eventLook(event.kind).tone]} title={<EventWords event={event} texts={texts} />}>
              <EventNote event={event} userId={userId} />
            </Timeline.Item>
          ))}
        </Timeline>
      )}
      {newestFirst.length > (all ? 0 : shown.length) && (
        <Button
          variant="subtle"
          size="xs"
          mt="md"
          aria-expanded={all}
          onClick={() => {
            setAll(!all);
          }}
        >
          {all ? t("showMain") : t("showAll", { count: newestFirst.length })}
        </Button>
      )}
    </Paper>
  );
}

function EventWords({ event, texts }: { event: EventJson; texts: EventTexts }) {
  const t = useTranslations("payments.events");
  return (
    <Text size="sm" fw={500} lh={1.3}>
      {isEventName(event.kind) ? t(event.kind, eventValues(event.detail, texts)) : t("unknown")}
    </Text>
  );
}

function EventNote({ event, userId }: { event: EventJson; userId: string }) {
  const t = useTranslations("payments.timeline.actors");
  return (
    <Text size="xs" c="dimmed">
      {t(actorWord(event.actor, userId))} · <DateTime value={event.at} />
    </Text>
  );
}
