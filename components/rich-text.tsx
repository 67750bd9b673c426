import { Anchor } from "@mantine/core";
import Link from "next/link";
import type { ReactNode } from "react";

/** Makers of the tags that messages may carry. */

export function bold(chunks: ReactNode): ReactNode {
  return <b>{chunks}</b>;
}

export const linkTo = (href: string) =>
  function InternalLink(chunks: ReactNode): ReactNode {
    return (
      <Anchor component={Link} href={href} inherit>
        {chunks}
      </Anchor>
    );
  };

/** To another system: in a tab of its own, which says nothing about us. */
export const outerLink = (href: string) =>
  function OuterLink(chunks: ReactNode): ReactNode {
    return (
      <Anchor href={href} target="_blank" rel="noopener noreferrer" inherit>
        {chunks}
      </Anchor>
    );
  };
