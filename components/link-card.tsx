import { Group, Paper, Text } from "@mantine/core";
import Link from "next/link";
import type { ReactNode } from "react";
import classes from "./link-card.module.css";

interface Props {
  href: string;
  title: string;
  /** Beside the title. */
  badges?: ReactNode;
  /** On the right. */
  aside?: ReactNode;
  children?: ReactNode;
}

/** One thing of a short list: its card is one link, so that the middle button and the keyboard work. */
export function LinkCard({ href, title, badges, aside, children }: Props) {
  return (
    <Paper withBorder p="md" className={classes.card}>
      <Group justify="space-between" align="flex-start" gap="xs">
        <Group gap="xs">
          <Text component={Link} href={href} className={classes.link}>
            {title}
          </Text>
          {badges}
        </Group>
        {aside}
      </Group>
      {children}
    </Paper>
  );
}
