"use client";

import { Text, type TextProps, Tooltip } from "@mantine/core";
import { useFormatter, useTimeZone, useTranslations } from "next-intl";

interface Props extends TextProps {
  value: string | Date;
  /** "date" leaves the clock out. */
  kind?: "dateTime" | "date" | "time";
}

const shapes = {
  dateTime: { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" },
  date: { day: "numeric", month: "short", year: "numeric" },
  time: { hour: "2-digit", minute: "2-digit" },
} as const;

/** A moment in the reader's time zone; the zone, the seconds and UTC are in the tooltip. */
export function DateTime({ value, kind = "dateTime", ...rest }: Props) {
  const format = useFormatter();
  const timeZone = useTimeZone() ?? "UTC";
  const t = useTranslations("shell.time");
  const date = typeof value === "string" ? new Date(value) : value;
  if (Number.isNaN(date.getTime())) return null;
  const exact = { ...shapes.dateTime, second: "2-digit" } as const;
  const hint = t("zones", {
    local: format.dateTime(date, { ...exact, timeZone }),
    zone: timeZone,
    utc: format.dateTime(date, { ...exact, timeZone: "UTC" }),
  });
  return (
    <Tooltip label={hint} events={{ hover: true, focus: true, touch: true }}>
      <Text span inherit {...rest}>
        <time dateTime={date.toISOString()}>{format.dateTime(date, { ...shapes[kind], timeZone })}</time>
      </Text>
    </Tooltip>
  );
}
