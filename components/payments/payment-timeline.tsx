"use client";

import { Text, Timeline } from "@mantine/core";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { DateTime } from "#components/date-time.tsx";
import { Panel } from "#components/panel.tsx";
import { TextButton } from "#components/text-button.tsx";
import { actorWord, eventLook, type EventTone, isEventName } from "./event-look.ts";
import { type EventTexts, eventValues } from "./event-text.ts";
import type { EventJson, PaymentJson } from "./payment-json.ts";

const colors: Record<EventTone, string> = { neutral: "gray.5", success: "green", warning: "orange", danger: "red" };

/** Stored as free JSON: anything but named values says nothing. */
const detailOf = ({ detail }: EventJson): Record<string, unknown> =>
  typeof detail === "object" && detail !== null && !Array.isArray(detail) ? detail : {};

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
    <Panel title={t("title")}>
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
        <TextButton
          mt="md"
          expanded={all}
          onClick={() => {
            setAll(!all);
          }}
        >
          {all ? t("showMain") : t("showAll", { count: newestFirst.length })}
        </TextButton>
      )}
    </Panel>
  );
}

function EventWords({ event, texts }: { event: EventJson; texts: EventTexts }) {
  const t = useTranslations("payments.events");
  return (
    <Text size="sm" fw={500} lh={1.3}>
      {isEventName(event.kind) ? t(event.kind, eventValues(detailOf(event), texts)) : t("unknown")}
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
