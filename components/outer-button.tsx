import { Button, type MantineSize } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";

interface Props {
  href: string;
  size?: MantineSize;
  children: string;
}

/** Leads out of the hub, in a tab of its own. */
export function OuterButton({ href, size = "xs", children }: Props) {
  return (
    <Button
      component="a"
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      variant="default"
      size={size}
      w="fit-content"
      rightSection={<IconExternalLink size={14} aria-hidden />}
    >
      {children}
    </Button>
  );
}
