"use client";

import { Group, List, Stack, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { OuterButton } from "#components/outer-button.tsx";
import { Panel } from "#components/panel.tsx";
import { linkTo, outerLink } from "#components/rich-text.tsx";

export interface SandboxPages {
  crmPageUrl: string;
  bankPageUrl: string;
}

const steps = ["step1", "step2", "step3", "step4", "step5"] as const;

/** The whole way from order to "paid" on the simulators, in five steps. */
export function Rehearsal({ pages }: { pages: SandboxPages }) {
  const t = useTranslations("overview.rehearsal");
  const tags = {
    connections: linkTo("/connections/new"),
    syncs: linkTo("/syncs/new"),
    payments: linkTo("/payments"),
    crm: outerLink(pages.crmPageUrl),
    bank: outerLink(pages.bankPageUrl),
  };
  return (
    <Panel title={t("title")}>
      <Stack gap="sm">
        <Text size="sm">{t("text")}</Text>
        <List type="ordered" size="sm" spacing={6}>
          {steps.map((step) => (
            <List.Item key={step}>{t.rich(step, tags)}</List.Item>
          ))}
        </List>
        <Group gap="xs">
          <OuterButton href={pages.crmPageUrl}>{t("openCrm")}</OuterButton>
          <OuterButton href={pages.bankPageUrl}>{t("openBank")}</OuterButton>
        </Group>
      </Stack>
    </Panel>
  );
}
