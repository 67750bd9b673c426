import { Button } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";

/** Leads into RetailCRM, in a tab of its own. */
export function OuterButton({ href, children }: { href: string; children: string }) {
  return (
    <Button
      component="a"
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      variant="default"
      size="xs"
      rightSection={<IconExternalLink size={14} aria-hidden />}
    >
      {children}
    </Button>
  );
}
