"use client";

import { Table, Text, VisuallyHidden } from "@mantine/core";
import { useTranslations } from "next-intl";
import { Amount } from "#components/amount.tsx";
import { isPositive } from "#components/payments/payment-look.ts";
import type { ChartDay } from "./chart-bars.ts";
import { useDayWords } from "./day-words.ts";

/** The chart for those who read rather than look: only days with money, newest first. */
export function DaysTable({ days }: { days: ChartDay[] }) {
  const t = useTranslations("overview.chart");
  const dayWords = useDayWords();
  const shown = days.filter((day) => isPositive(day.succeeded) || isPositive(day.refunded)).reverse();
  if (shown.length === 0) return <Text size="sm">{t("empty")}</Text>;
  return (
    <Table>
      <caption>
        <VisuallyHidden>{t("title")}</VisuallyHidden>
      </caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t("date")}</Table.Th>
          <Table.Th scope="col" ta="right">
            {t("paid")}
          </Table.Th>
          <Table.Th scope="col" ta="right">
            {t("refunded")}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {shown.map((day) => (
          <Table.Tr key={day.date}>
            <Table.Th scope="row">{dayWords(day.date)}</Table.Th>
            <Table.Td ta="right">
              <Amount value={day.succeeded} />
            </Table.Td>
            <Table.Td ta="right">
              <Amount value={day.refunded} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
