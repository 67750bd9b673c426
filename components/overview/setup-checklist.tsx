"use client";

import { Button, Group, List, Text, ThemeIcon } from "@mantine/core";
import { IconCheck, IconCircle, IconCircleDashed } from "@tabler/icons-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Panel } from "#components/panel.tsx";
import classes from "./overview.module.css";
import type { OverviewJson } from "./overview-queries.ts";
import { type SetupStep, setupSteps } from "./setup-steps.ts";

const looks = {
  done: { color: "green", icon: IconCheck },
  now: { color: "brand", icon: IconCircle },
  later: { color: "gray", icon: IconCircleDashed },
} as const;

export function SetupChecklist({ setup }: { setup: OverviewJson["setup"] }) {
  const t = useTranslations("overview.setup");
  const steps = setupSteps(setup);
  const done = steps.filter(({ state }) => state === "done").length;
  return (
    <Panel
      title={t("title")}
      action={
        <Text size="sm" c="dimmed">
          {t("progress", { done, total: steps.length })}
        </Text>
      }
    >
      <List spacing="md" listStyleType="none" classNames={{ itemWrapper: classes.top }}>
        {steps.map((step) => (
          <Step key={step.name} step={step} />
        ))}
      </List>
    </Panel>
  );
}

function Step({ step: { name, state, href } }: { step: SetupStep }) {
  const t = useTranslations("overview.setup");
  const { color, icon: Glyph } = looks[state];
  return (
    <List.Item
      icon={
        <ThemeIcon color={color} variant={state === "now" ? "filled" : "light"} size={24} radius="xl">
          <Glyph size={14} aria-hidden />
        </ThemeIcon>
      }
    >
      <Text size="sm" fw={600} {...(state === "later" && { c: "dimmed" })}>
        {t(`${name}.title`)}{" "}
        <Text span size="xs" c="dimmed" fw={400}>
          {t(state)}
        </Text>
      </Text>
      {state === "now" && (
        <>
          <Text size="sm">{t(`${name}.text`)}</Text>
          <Group mt={6}>
            <Button component={Link} href={href} size="xs">
              {t(`${name}.action`)}
            </Button>
          </Group>
        </>
      )}
    </List.Item>
  );
}
