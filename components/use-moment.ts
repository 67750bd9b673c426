"use client";

import { useFormatter, useTimeZone } from "next-intl";
import { useCallback } from "react";

/** A moment as words inside a sentence, in the reader's time zone; where it stands alone, use `DateTime`. */
export function useMoment(): (value: string) => string {
  const format = useFormatter();
  const timeZone = useTimeZone() ?? "UTC";
  return useCallback(
    (value) => {
      const date = new Date(value);
      if (Number.isNaN(date.getTime())) return value;
      return format.dateTime(date, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZone });
    },
    [format, timeZone],
  );
}
