"use client";

import { useFormatter } from "next-intl";
import { useCallback } from "react";

const shape = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" } as const;

/** Calendar days "2026-11-25" as words; they are days of the bank, whatever zone the reader is in. */
export function useDays(): (from: string, to: string) => string {
  const format = useFormatter();
  return useCallback(
    (from, to) => {
      const [first, last] = [new Date(`${from}T00:00:00Z`), new Date(`${to}T00:00:00Z`)];
      // Not as a range: Node and browsers put different spaces around its dash, and the page would be drawn twice.
      return from === to ? format.dateTime(first, shape) : `${format.dateTime(first, shape)} – ${format.dateTime(last, shape)}`;
    },
    [format],
  );
}
