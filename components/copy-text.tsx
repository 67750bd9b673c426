"use client";

import { Group, Text } from "@mantine/core";
import { CopyButton } from "./copy-button.tsx";
import classes from "./text.module.css";

interface Props {
  value: string;
  label: string;
}

/** An identifier in mono with a copy button, for tables and detail lists. */
export function CopyText({ value, label }: Props) {
  return (
    <Group gap={4} wrap="nowrap" w="fit-content" maw="100%">
      <Text span size="sm" className={classes.mono} truncate="end" title={value}>
        {value}
      </Text>
      <CopyButton value={value} label={label} size="sm" />
    </Group>
  );
}
