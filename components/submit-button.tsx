"use client";

import { Button, type ButtonProps } from "@mantine/core";
import type { ReactNode } from "react";

interface Props extends ButtonProps {
  children: ReactNode;
}

/**
 * Sends its form. Pressing it does not take the focus out of the field at work: the check on leaving the field
 * would show an error, move the button away from under the pointer, and the click would be lost.
 */
export function SubmitButton(props: Props) {
  return (
    <Button
      type="submit"
      {...props}
      onMouseDown={(event) => {
        event.preventDefault();
      }}
    />
  );
}
