import type { ReactNode } from "react";
import { TextLink } from "./text-link.tsx";

/** Makers of the tags that messages may carry. */

export function bold(chunks: ReactNode): ReactNode {
  return <b>{chunks}</b>;
}

export const linkTo = (href: string) =>
  function InternalLink(chunks: ReactNode): ReactNode {
    return <TextLink href={href}>{chunks}</TextLink>;
  };

export const outerLink = (href: string) =>
  function OuterLink(chunks: ReactNode): ReactNode {
    return (
      <TextLink href={href} outer>
        {chunks}
      </TextLink>
    );
  };
