import { Group, Text, ThemeIcon } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";

interface Props {
  tone: "success" | "danger" | "neutral";
  icon: Icon;
  children: ReactNode;
}

const colors = { success: "green", danger: "red", neutral: "gray" } as const;

/** A state that takes a sentence; one or two words are a `StatusBadge`. */
export function StateLine({ tone, icon: Glyph, children }: Props) {
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <ThemeIcon color={colors[tone]} variant="light" size={20} radius="xl">
        <Glyph size={13} aria-hidden />
      </ThemeIcon>
      <Text size="sm" component="div">
        {children}
      </Text>
    </Group>
  );
}
