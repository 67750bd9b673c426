import { Group, Paper, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Brand } from "#components/shell/brand.tsx";
import { ColorSchemeToggle } from "#components/shell/color-scheme-toggle.tsx";
import { LanguageSwitch } from "#components/shell/language-switch.tsx";
import classes from "./entrance.module.css";

interface Props {
  title: ReactNode;
  lead?: ReactNode;
  children: ReactNode;
}

/** The pages before one is signed in. */
export function Entrance({ title, lead, children }: Props) {
  return (
    <main className={classes.page}>
      <Group justify="space-between" className={classes.top}>
        <Brand />
        <Group gap={4}>
          <LanguageSwitch short />
          <ColorSchemeToggle />
        </Group>
      </Group>
      <Paper withBorder p={{ base: "md", xs: "xl" }} className={classes.card}>
        <Stack gap="md">
          <div>
            <Title order={1}>{title}</Title>
            {lead && (
              <Text c="dimmed" size="sm" mt={4}>
                {lead}
              </Text>
            )}
          </div>
          {children}
        </Stack>
      </Paper>
    </main>
  );
}
