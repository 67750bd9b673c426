import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./team.module.css";

interface Props {
  name: string | null;
  email: string;
  children?: ReactNode;
}

/** Who somebody is: the name where there is one, and always the e-mail, which cannot be chosen freely. */
export function PersonName({ name, email, children }: Props) {
  return (
    <div className={classes.who}>
      <Text size="sm" fw={500}>
        {name ?? email} {children}
      </Text>
      {name !== null && (
        <Text size="xs" c="dimmed">
          {email}
        </Text>
      )}
    </div>
  );
}
