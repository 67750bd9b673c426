"use client";

import { Anchor } from "@mantine/core";
import Link from "next/link";
import type { ReactNode } from "react";

interface Props {
  href: string;
  children: ReactNode;
  /** Leads to another system: in a tab of its own, which learns nothing about us. */
  outer?: boolean;
}

/** A link inside a sentence: underlined, because colour alone does not tell it from its neighbours. */
export function TextLink({ href, children, outer = false }: Props) {
  if (outer) {
    return (
      <Anchor href={href} target="_blank" rel="noopener noreferrer" inherit underline="always">
        {children}
      </Anchor>
    );
  }
  return (
    <Anchor component={Link} href={href} inherit underline="always">
      {children}
    </Anchor>
  );
}
