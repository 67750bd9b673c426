import { Stack, Text, ThemeIcon, Title } from "@mantine/core";
import type { ReactNode } from "react";

interface Props {
  /** A tabler icon of size 24 with `aria-hidden`. */
  icon?: ReactNode;
  /** Why it is empty. */
  title: ReactNode;
  description?: ReactNode;
  /** What to do about it: one action. */
  action?: ReactNode;
}

export function EmptyState({ icon, title, description, action }: Props) {
  return (
    <Stack align="center" gap="xs" py={48} px="md" ta="center">
      {icon && (
        <ThemeIcon variant="light" color="gray" size={48} radius="xl">
          {icon}
        </ThemeIcon>
      )}
      <Title order={2} size="h4">
        {title}
      </Title>
      {description && (
        <Text c="dimmed" size="sm" maw={460}>
          {description}
        </Text>
      )}
      {action}
    </Stack>
  );
}
