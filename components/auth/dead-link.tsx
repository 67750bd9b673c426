import { Alert, Button, Group } from "@mantine/core";
import { IconLinkOff } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Entrance } from "./entrance.tsx";

interface Props {
  title: string;
  text: string;
  /** Where to go instead. */
  href: string;
  children: ReactNode;
}

/** Behind a link that was used, has run out or never was. */
export function DeadLink({ title, text, href, children }: Props) {
  return (
    <Entrance title={title}>
      <Alert color="orange" variant="light" icon={<IconLinkOff aria-hidden />}>
        {text}
      </Alert>
      <Group>
        <Button component="a" href={href}>
          {children}
        </Button>
      </Group>
    </Entrance>
  );
}
