"use client";

import { Select, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { Controller } from "react-hook-form";
import { FormSection } from "#components/form-section.tsx";
import type { ApiForm } from "#components/use-api-form.ts";
import type { SyncFormIn, SyncFormOut } from "./sync-form-values.ts";

interface Props {
  handle: ApiForm<SyncFormIn, SyncFormOut>;
  connections: readonly { id: string; name: string }[];
  /** An existing sync stays with its account. */
  fixed: boolean;
}

export function SyncPlaceSection({ handle, connections, fixed }: Props) {
  const t = useTranslations("syncs.form");
  const { form, fieldError } = handle;
  return (
    <FormSection title={t("sectionWhere")} description={t("sectionWhereText")}>
      <Controller
        name="connectionId"
        control={form.control}
        render={({ field: { ref, value, onChange, onBlur } }) => (
          <Select
            ref={ref}
            label={t("connection")}
            description={t(fixed ? "connectionFixed" : "connectionHint")}
            placeholder={t("connectionPlaceholder")}
            data={connections.map(({ id, name }) => ({ value: id, label: name }))}
            value={value === "" ? null : value}
            onChange={(id) => {
              onChange(id ?? "");
            }}
            onBlur={onBlur}
            disabled={fixed}
            searchable={connections.length > 7}
            allowDeselect={false}
            error={fieldError("connectionId")}
          />
        )}
      />
      <TextInput
        {...form.register("name")}
        label={t("name")}
        description={t("nameHint")}
        placeholder={t("namePlaceholder")}
        maxLength={80}
        autoComplete="off"
        error={fieldError("name")}
      />
    </FormSection>
  );
}
