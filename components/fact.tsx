import { SimpleGrid, Text } from "@mantine/core";
import type { ReactNode } from "react";

interface FactsProps {
  children: ReactNode;
  cols?: { base: number; xs?: number; sm?: number };
}

/** Named values side by side. */
export function Facts({ children, cols = { base: 2, sm: 3 } }: FactsProps) {
  return (
    <SimpleGrid component="dl" cols={cols} spacing="sm" m={0}>
      {children}
    </SimpleGrid>
  );
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div style={{ minWidth: 0, overflowWrap: "anywhere" }}>
      <Text component="dt" size="xs" c="dimmed">
        {label}
      </Text>
      <Text component="dd" size="sm" m={0}>
        {children}
      </Text>
    </div>
  );
}
