import { Group, Paper, Title } from "@mantine/core";
import { type ReactNode, useId } from "react";

interface Props {
  title: ReactNode;
  /** On the right of the title. */
  action?: ReactNode;
  children: ReactNode;
  /** For links that lead here. */
  anchor?: string;
}

/** A named block of a page that shows something. For blocks of a form see `FormSection`. */
export function Panel({ title, action, children, anchor }: Props) {
  const id = useId();
  return (
    <Paper component="section" withBorder p="md" aria-labelledby={id} {...(anchor !== undefined && { id: anchor })}>
      <Group justify="space-between" mb="sm" gap="xs">
        <Title order={2} size="h4" id={id}>
          {title}
        </Title>
        {action}
      </Group>
      {children}
    </Paper>
  );
}
