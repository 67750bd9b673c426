import { Button } from "@mantine/core";

interface Props {
  color?: string;
  mt?: number | string;
  expanded?: boolean;
  onClick: () => void;
  children: string;
}

/** A button that is only words, in line with the text around it. */
export function TextButton({ expanded, children, ...button }: Props) {
  return (
    <Button variant="subtle" size="xs" w="fit-content" mx="calc(var(--button-padding-x) * -1)" aria-expanded={expanded} {...button}>
      {children}
    </Button>
  );
}
