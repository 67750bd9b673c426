"use client";

import { Text } from "@mantine/core";
import { useTimeZone, useTranslations } from "next-intl";
import { useMounted } from "@mantine/hooks";
import { zoneOffset } from "./zone-offset.ts";

/** In whose time the page speaks; the reader chooses it in the settings. */
export function ZoneNote() {
  const t = useTranslations("shell.time");
  const zone = useTimeZone() ?? "UTC";
  // Names of zones differ between the server's and the browser's data: the offset is added in the browser.
  const mounted = useMounted();
  return (
    <Text size="xs" c="dimmed">
      {t("note", { zone: mounted ? `${zone}, ${zoneOffset(zone, new Date())}` : zone })}
    </Text>
  );
}
