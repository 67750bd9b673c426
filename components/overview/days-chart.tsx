"use client";

import { Group, Text } from "@mantine/core";
import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { useState } from "react";
import { amountText } from "#components/amount.tsx";
import { Panel } from "#components/panel.tsx";
import { dayIn } from "#components/payments/date-presets.ts";
import { TextButton } from "#components/text-button.tsx";
import { type ChartDay, chartDays } from "./chart-bars.ts";
import { useDayWords } from "./day-words.ts";
import classes from "./days-chart.module.css";
import { DaysTable } from "./days-table.tsx";
import type { OverviewJson } from "./overview-queries.ts";

const HEIGHT = 160;
const SLOT = 20;
const BAR = 12;
/** Refunds are rarer than payments: they get the lower third, and no room when there are none. */
const axisOf = (days: readonly ChartDay[]): number => (days.some(({ down }) => down > 0) ? 104 : HEIGHT - 4);

/** Paid per day upwards, refunded below the line; the same as a table for those who read rather than look. */
export function DaysChart({ overview }: { overview: OverviewJson }) {
  const t = useTranslations("overview.chart");
  const locale = useLocale();
  const timeZone = useTimeZone() ?? "UTC";
  const [table, setTable] = useState(false);
  const days = chartDays(overview.days, dayIn(timeZone, new Date()));
  const sums = {
    paid: amountText(overview.counts.amount, "RUB", locale),
    refunded: amountText(overview.counts.refunded, "RUB", locale),
  };
  return (
    <Panel
      title={t("title")}
      action={
        <TextButton
          onClick={() => {
            setTable(!table);
          }}
        >
          {t(table ? "chart" : "table")}
        </TextButton>
      }
    >
      {table ? <DaysTable days={days} /> : <Bars days={days} summary={t("summary", sums)} />}
    </Panel>
  );
}

function Bars({ days, summary }: { days: ChartDay[]; summary: string }) {
  const t = useTranslations("overview.chart");
  const locale = useLocale();
  const dayWords = useDayWords();
  const [first, last] = [days[0], days.at(-1)];
  const axis = axisOf(days);
  const hint = ({ date, succeeded, refunded }: ChartDay) =>
    `${dayWords(date)}: ${t("paid")} ${amountText(succeeded, "RUB", locale)}, ${t("refunded")} ${amountText(refunded, "RUB", locale)}`;
  return (
    <>
      <svg
        className={classes.chart}
        viewBox={`0 0 ${days.length * SLOT} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={summary}
      >
        {days.map((day, index) => (
          <g key={day.date} className={classes.day}>
            <title>{hint(day)}</title>
            <rect className={classes.slot} x={index * SLOT} y={0} width={SLOT} height={HEIGHT} />
            <Bar slot={index} share={day.up} axis={axis} room={axis - 4} up />
            <Bar slot={index} share={day.down} axis={axis} room={HEIGHT - axis - 4} />
          </g>
        ))}
        <line className={classes.axis} x1={0} x2={days.length * SLOT} y1={axis} y2={axis} vectorEffect="non-scaling-stroke" />
      </svg>
      <Group justify="space-between" mt={4}>
        <Text size="xs" c="dimmed">
          {first && dayWords(first.date)}
        </Text>
        <Group gap="md">
          <Text size="xs" c="dimmed">
            <span className={classes.legendUp} aria-hidden /> {t("paid")}
          </Text>
          <Text size="xs" c="dimmed">
            <span className={classes.legendDown} aria-hidden /> {t("refunded")}
          </Text>
        </Group>
        <Text size="xs" c="dimmed">
          {last && dayWords(last.date)}
        </Text>
      </Group>
    </>
  );
}

interface BarProps {
  slot: number;
  share: number;
  axis: number;
  /** From the axis to the end of the drawing. */
  room: number;
  up?: boolean;
}

function Bar({ slot, share, axis, room, up = false }: BarProps) {
  if (share === 0) return null;
  const height = Math.max(2, share * room);
  return (
    <rect
      className={up ? classes.up : classes.down}
      x={slot * SLOT + (SLOT - BAR) / 2}
      y={up ? axis - height : axis}
      width={BAR}
      height={height}
    />
  );
}
