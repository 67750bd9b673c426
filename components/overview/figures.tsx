"use client";

import { Paper, SimpleGrid, Text, Title } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Amount } from "#components/amount.tsx";
import type { OverviewJson } from "./overview-queries.ts";

export function Figures({ counts }: { counts: OverviewJson["counts"] }) {
  const t = useTranslations("overview.figures");
  return (
    <section aria-label={t("title")}>
      <Title order={2} size="h4" mb="xs">
        {t("title")}
      </Title>
      <SimpleGrid component="dl" cols={{ base: 2, md: 4 }} m={0}>
        <Figure label={t("paid")}>
          <Amount value={counts.amount} />
        </Figure>
        <Figure label={t("average")}>
          <Amount value={counts.average} />
        </Figure>
        <Figure label={t("refunded")}>
          <Amount value={counts.refunded} />
        </Figure>
        <Figure label={t("succeeded")}>{counts.succeeded}</Figure>
      </SimpleGrid>
    </section>
  );
}

function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Paper withBorder p="md">
      <Text component="dt" size="xs" c="dimmed">
        {label}
      </Text>
      <Text component="dd" m={0} size="xl" fw={700}>
        {children}
      </Text>
    </Paper>
  );
}
