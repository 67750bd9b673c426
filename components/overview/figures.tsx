"use client";

import { Paper, SimpleGrid, Text, Title } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Amount } from "#components/amount.tsx";
import type { OverviewJson } from "./overview-queries.ts";

export function Figures({ overview: { counts, success } }: { overview: OverviewJson }) {
  const format = useFormatter();
  const t = useTranslations("overview.figures");
  return (
    <section aria-label={t("title")}>
      <Title order={2} size="h4" mb="xs">
        {t("title")}
      </Title>
      <SimpleGrid component="dl" cols={{ base: 2, md: 4 }} m={0}>
        <Figure label={t("paid")} note={t("payments", { count: counts.succeeded })}>
          <Amount value={counts.amount} />
        </Figure>
        <Figure label={t("average")}>
          <Amount value={counts.average} />
        </Figure>
        <Figure label={t("refunded")}>
          <Amount value={counts.refunded} />
        </Figure>
        <Figure label={t("success")} note={t("successNote", success)}>
          {success.issued === 0 ? "—" : format.number(success.paid / success.issued, { style: "percent", maximumFractionDigits: 0 })}
        </Figure>
      </SimpleGrid>
    </section>
  );
}

interface FigureProps {
  label: string;
  note?: string;
  children: ReactNode;
}

function Figure({ label, note, children }: FigureProps) {
  return (
    <Paper withBorder p="md">
      <Text component="dt" size="xs" c="dimmed">
        {label}
      </Text>
      <Text component="dd" m={0} size="xl" fw={700}>
        {children}
        {note !== undefined && (
          <Text size="xs" c="dimmed" fw={400}>
            {note}
          </Text>
        )}
      </Text>
    </Paper>
  );
}
