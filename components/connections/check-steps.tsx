"use client";

import { List, Text, ThemeIcon } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconMinus, IconX } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { Panel } from "#components/panel.tsx";
import classes from "./connections.module.css";
import { type CheckStepJson, checkStepNames, type CheckVerdict, stepState, verdictOf } from "./check-state.ts";

const looks = {
  ok: { color: "green", icon: IconCheck },
  bad: { color: "red", icon: IconX },
  warn: { color: "orange", icon: IconAlertTriangle },
  skipped: { color: "gray", icon: IconMinus },
} as const;

const titles = { good: "allGood", usable: "hasProblems", failed: "failed" } as const satisfies Record<CheckVerdict, string>;

/** What was looked at, in order, and for each failure what to do about it. */
export function CheckSteps({ steps, usable }: { steps: readonly CheckStepJson[]; usable: boolean }) {
  const t = useTranslations("connections.check");
  return (
    <div role="status">
      <Panel title={t(titles[verdictOf(steps, usable)])}>
        <List spacing="sm" listStyleType="none" classNames={{ itemWrapper: classes.top }}>
          {checkStepNames.map((name) => {
            const step = steps.find((given) => given.step === name);
            const state = stepState(step);
            const { color, icon: Glyph } = looks[state];
            const hint = step?.hint ?? null;
            return (
              <List.Item
                key={name}
                icon={
                  <ThemeIcon color={color} variant="light" size={24} radius="xl">
                    <Glyph size={14} aria-hidden />
                  </ThemeIcon>
                }
              >
                <Text size="sm" fw={600}>
                  {t(`steps.${name}`)}{" "}
                  <Text span size="xs" c="dimmed">
                    {t(state)}
                  </Text>
                </Text>
                {step && <Text size="sm">{step.reason ?? t(`okText.${name}`)}</Text>}
                {hint !== null && (
                  <Text size="sm" c="dimmed">
                    {hint}
                  </Text>
                )}
              </List.Item>
            );
          })}
        </List>
      </Panel>
    </div>
  );
}
