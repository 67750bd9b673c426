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
  /** 1 when it is the whole page. */
  order?: 1 | 2 | 3;
}

export function EmptyState({ icon, title, description, action, order = 2 }: Props) {
  return (
    <Stack align="center" gap="xs" py={48} px="md" ta="center">
      {icon && (
        <ThemeIcon variant="light" color="gray" size={48} radius="xl">
          {icon}
        </ThemeIcon>
      )}
      <Title order={order} size="h4">
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
