"use client";

import { Box, Button, Group, Loader, Text } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconX } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { StateLine } from "#components/state-line.tsx";
import { TextLink } from "#components/text-link.tsx";
import { type DrillKind, needsBuiltInCrm } from "#lib/drills/drill-schema.ts";
import type { DrillView } from "#lib/drills/drill-view.ts";

interface Props {
  kind: DrillKind;
  builtInCrm: boolean;
  /** The newest of this kind. */
  last: DrillView | null;
  starting: boolean;
  /** Another one is under way. */
  busy: boolean;
  onStart: () => void;
}

export function DrillRow({ kind, builtInCrm, last, starting, busy, onStart }: Props) {
  const t = useTranslations("drills");
  const name = t(`kinds.${kind}.name`);
  const impossible = needsBuiltInCrm(kind) && !builtInCrm;
  return (
    <Box component="article" aria-label={name}>
      <Group gap="sm" justify="space-between" wrap="nowrap">
        <Text size="sm" fw={600}>
          {name}
        </Text>
        <Button
          size="xs"
          variant="default"
          miw="fit-content"
          aria-label={t("startNamed", { name })}
          loading={starting}
          disabled={impossible || (busy && !starting)}
          onClick={onStart}
        >
          {t("start")}
        </Button>
      </Group>
      <Text size="sm" mt={4}>
        {t(`kinds.${kind}.text`)}
      </Text>
      {impossible && (
        <Text size="sm" c="dimmed" mt={4}>
          {t("needsCrm")}
        </Text>
      )}
      <Box pt={starting || last ? 6 : 0} aria-live="polite">
        {starting ? <Text size="sm">{t("playing")}</Text> : last && <LastTime drill={last} />}
      </Box>
    </Box>
  );
}

/** How it went the last time, or goes just now, and where its whole story is. */
function LastTime({ drill: { outcome, seconds, payment } }: { drill: DrillView }) {
  const t = useTranslations("drills");
  const link = payment && (
    <TextLink href={`/payments/${payment.id}`}>
      {t(outcome === null ? "watch" : "opened", { orderNumber: payment.orderNumber })}
    </TextLink>
  );
  if (outcome === null) {
    return (
      <Group gap="xs" wrap="nowrap">
        <Loader size={14} aria-hidden />
        <Text size="sm">
          {t("outcome.running")}. {link}
        </Text>
      </Group>
    );
  }
  const look = { coped: ["success", IconCheck], unfinished: ["danger", IconAlertTriangle], failed: ["danger", IconX] } as const;
  const [tone, icon] = look[outcome];
  return (
    <StateLine tone={tone} icon={icon}>
      {t(`outcome.${outcome}`, { seconds: seconds ?? 0 })}. {link}
    </StateLine>
  );
}
