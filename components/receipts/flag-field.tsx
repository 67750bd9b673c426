"use client";

import { Checkbox, Switch } from "@mantine/core";
import { Controller } from "react-hook-form";
import type { ApiForm } from "#components/use-api-form.ts";
import type { FiscalFormIn, FiscalFormOut } from "./fiscal-form-values.ts";

interface Props {
  handle: ApiForm<FiscalFormIn, FiscalFormOut>;
  name: "fiscal.enabled" | "fiscal.missingAsDelivery" | "fiscal.keepGifts";
  label: string;
  description: string;
  /** Turns a whole feature on, rather than choosing a detail. */
  main?: true;
}

/** Yes or no. */
export function FlagField({ handle, name, label, description, main }: Props) {
  const Input = main ? Switch : Checkbox;
  return (
    <Controller
      name={name}
      control={handle.form.control}
      render={({ field: { ref, value, onChange, onBlur } }) => (
        <Input
          ref={ref}
          label={label}
          description={description}
          checked={value}
          onChange={({ currentTarget }) => {
            onChange(currentTarget.checked);
          }}
          onBlur={onBlur}
          error={handle.fieldError(name)}
        />
      )}
    />
  );
}
