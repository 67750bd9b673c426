"use client";

import { Select } from "@mantine/core";
import type { ReactNode } from "react";
import { Controller, type FieldPath } from "react-hook-form";
import type { ApiForm } from "#components/use-api-form.ts";
import type { FiscalFormIn, FiscalFormOut } from "./fiscal-form-values.ts";

interface Props {
  handle: ApiForm<FiscalFormIn, FiscalFormOut>;
  name: FieldPath<FiscalFormIn>;
  label: ReactNode;
  description?: ReactNode;
  options: { value: string; label: string }[];
  /** What "nothing chosen" is called; without it something is always chosen. */
  none?: string;
}

/** One of a few values, or none. */
export function ChoiceField({ handle, name, label, description, options, none }: Props) {
  const empty = none === undefined ? [] : [{ value: "", label: none }];
  return (
    <Controller
      name={name}
      control={handle.form.control}
      render={({ field: { ref, value, onChange, onBlur } }) => (
        <Select
          ref={ref}
          label={label}
          description={description}
          data={[...empty, ...options]}
          value={typeof value === "string" ? value : ""}
          onChange={(chosen) => {
            onChange(chosen === "" ? null : chosen);
          }}
          onBlur={onBlur}
          allowDeselect={false}
          error={handle.fieldError(name)}
        />
      )}
    />
  );
}
