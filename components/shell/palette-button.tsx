"use client";

import { ActionIcon, Button, Kbd } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { openPalette } from "./command-palette.tsx";

/** The way to the palette for those who do not know its key. */
export function PaletteButton() {
  const t = useTranslations("shell.palette");
  return (
    <>
      <Button
        variant="default"
        size="xs"
        visibleFrom="md"
        c="dimmed"
        fw={400}
        title={t("label")}
        aria-keyshortcuts="Control+K Meta+K"
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={<Kbd size="xs">Ctrl K</Kbd>}
        onClick={openPalette}
      >
        {t("button")}
      </Button>
      <ActionIcon variant="subtle" color="gray" size="lg" hiddenFrom="md" aria-label={t("label")} onClick={openPalette}>
        <IconSearch size={18} aria-hidden />
      </ActionIcon>
    </>
  );
}
