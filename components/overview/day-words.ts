"use client";

import { useFormatter } from "next-intl";

/** A calendar day "YYYY-MM-DD" as words. It is a day already, so no time zone moves it. */
export function useDayWords(): (day: string) => string {
  const format = useFormatter();
  return (day) => format.dateTime(new Date(`${day}T00:00:00Z`), { day: "numeric", month: "short", timeZone: "UTC" });
}
