"use client";

import { TextInput, type TextInputProps } from "@mantine/core";
import { CopyButton } from "./copy-button.tsx";
import classes from "./text.module.css";

interface Props extends Omit<TextInputProps, "value" | "readOnly" | "rightSection" | "onChange" | "label"> {
  label: string;
  value: string;
}

/** Something to take elsewhere: read-only, selected at once, with a copy button. */
export function CopyField({ label, value, ...rest }: Props) {
  return (
    <TextInput
      {...rest}
      label={label}
      value={value}
      readOnly
      classNames={{ input: classes.mono }}
      rightSection={<CopyButton value={value} label={label} size="sm" />}
      onFocus={(event) => {
        event.currentTarget.select();
      }}
    />
  );
}
