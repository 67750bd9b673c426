"use client";

import { NumberInput } from "@mantine/core";
import type { ReactNode } from "react";
import { Controller } from "react-hook-form";
import type { ApiForm } from "#components/use-api-form.ts";
import type { FiscalFormIn, FiscalFormOut } from "./fiscal-form-values.ts";

interface Props {
  handle: ApiForm<FiscalFormIn, FiscalFormOut>;
  name: "fiscal.maxDiscount" | "fiscal.nameLimit";
  label: ReactNode;
  description?: ReactNode;
}

export function WholeNumberField({ handle, name, label, description }: Props) {
  return (
    <Controller
      name={name}
      control={handle.form.control}
      render={({ field: { ref, value, onChange, onBlur } }) => (
        <NumberInput
          ref={ref}
          label={label}
          description={description}
          value={value}
          onChange={onChange}
          onBlur={onBlur}
          allowDecimal={false}
          allowNegative={false}
          error={handle.fieldError(name)}
        />
      )}
    />
  );
}
