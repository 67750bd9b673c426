"use client";

import { Group, SegmentedControl, Stack, Text, useMantineColorScheme } from "@mantine/core";
import { useMounted } from "@mantine/hooks";
import { useTranslations } from "next-intl";
import { FormSection } from "#components/form-section.tsx";
import { LanguageSwitch } from "#components/shell/language-switch.tsx";

const schemes = ["auto", "light", "dark"] as const;

export function AppearanceSection() {
  const t = useTranslations("settings.appearance");
  const words = useTranslations("shell");
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const mounted = useMounted();
  return (
    <FormSection title={t("title")} description={t("description")}>
      <Group gap="xl">
        <Stack gap={4}>
          <Text size="sm" fw={500}>
            {words("language.label")}
          </Text>
          <LanguageSwitch />
        </Stack>
        <Stack gap={4}>
          <Text size="sm" fw={500}>
            {words("theme.label")}
          </Text>
          <SegmentedControl
            size="xs"
            aria-label={words("theme.label")}
            value={mounted ? colorScheme : "auto"}
            onChange={setColorScheme}
            data={schemes.map((value) => ({ value, label: words(`theme.${value}`) }))}
          />
        </Stack>
      </Group>
    </FormSection>
  );
}
