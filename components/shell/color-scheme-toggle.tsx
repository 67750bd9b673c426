"use client";

import { ActionIcon, Tooltip, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useMounted } from "@mantine/hooks";
import { IconMoon, IconSun } from "@tabler/icons-react";
import { useTranslations } from "next-intl";

/** Between light and dark; "as in the system" is in the settings. */
export function ColorSchemeToggle() {
  const t = useTranslations("shell.theme");
  const { setColorScheme } = useMantineColorScheme();
  const computed = useComputedColorScheme("light");
  // The server cannot know the browser's scheme: until mounted the button shows what it shows to everybody.
  const dark = useMounted() && computed === "dark";
  const hint = t(dark ? "toLight" : "toDark");
  return (
    <Tooltip label={hint}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={hint}
        onClick={() => {
          setColorScheme(dark ? "light" : "dark");
        }}
      >
        {dark ? <IconSun size={18} aria-hidden /> : <IconMoon size={18} aria-hidden />}
      </ActionIcon>
    </Tooltip>
  );
}
