"use client";

import { Button, Group, List, Stack, Text } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
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

function OuterButton({ href, children }: { href: string; children: string }) {
  return (
    <Button
      component="a"
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      variant="default"
      size="xs"
      rightSection={<IconExternalLink size={14} aria-hidden />}
    >
      {children}
    </Button>
  );
}
