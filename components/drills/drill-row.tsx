"use client";

import { Box, Button, Divider, Flex, Loader, Text } from "@mantine/core";
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
      <Divider mb="md" />
      <Flex gap="sm" justify="space-between" align={{ base: "stretch", xs: "flex-start" }} direction={{ base: "column", xs: "row" }}>
        <Box flex={1}>
          <Text size="sm" fw={600}>
            {name}
          </Text>
          <Text size="sm">{t(`kinds.${kind}.text`)}</Text>
          {impossible && (
            <Text size="sm" c="dimmed" mt={4}>
              {t("needsCrm")}
            </Text>
          )}
        </Box>
        <Button
          size="xs"
          variant="default"
          aria-label={t("startNamed", { name })}
          loading={starting}
          disabled={impossible || (busy && !starting)}
          onClick={onStart}
        >
          {t("start")}
        </Button>
      </Flex>
      <Box mt={6} aria-live="polite">
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
      <Flex gap="xs" align="center" wrap="wrap">
        <Loader size={14} aria-hidden />
        <Text size="sm">
          {t("outcome.running")}. {link}
        </Text>
      </Flex>
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
