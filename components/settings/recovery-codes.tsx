"use client";

import { Button, Group, Paper, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useTranslations } from "next-intl";
import { CopyButton } from "#components/copy-button.tsx";
import classes from "#components/text.module.css";

/** Shown once: whoever loses the phone gets in with one of these. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const t = useTranslations("settings.secondStep");
  return (
    <Stack gap="sm" maw={480}>
      <Group gap="xs">
        <Title order={3} size="h5">
          {t("codesTitle")}
        </Title>
        <CopyButton value={codes.join("\n")} label={t("codesTitle")} size="sm" />
      </Group>
      <Text size="sm">{t("codesText")}</Text>
      <Paper withBorder p="sm">
        <SimpleGrid component="ul" cols={{ base: 1, xs: 2 }} spacing="xs" verticalSpacing={4} p={0} m={0} style={{ listStyle: "none" }}>
          {codes.map((code) => (
            <Text component="li" key={code} size="sm" className={classes.mono}>
              {code}
            </Text>
          ))}
        </SimpleGrid>
      </Paper>
      <Button w="fit-content" onClick={onDone}>
        {t("saved")}
      </Button>
    </Stack>
  );
}
