"use client";

import { TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { Controller } from "react-hook-form";
import { FormSection } from "#components/form-section.tsx";
import { OptionalLabel } from "#components/syncs/optional-label.tsx";
import type { ApiForm } from "#components/use-api-form.ts";
import type { FiscalFormIn, FiscalFormOut } from "./fiscal-form-values.ts";

export function BuyerSection({ handle }: { handle: ApiForm<FiscalFormIn, FiscalFormOut> }) {
  const t = useTranslations("receipts.form");
  return (
    <FormSection title={t("sectionBuyer")}>
      <Controller
        name="fiscal.fallbackEmail"
        control={handle.form.control}
        render={({ field: { ref, value, onChange, onBlur } }) => (
          <TextInput
            ref={ref}
            type="email"
            label={<OptionalLabel>{t("fallbackEmail")}</OptionalLabel>}
            description={t("fallbackEmailHint")}
            value={value ?? ""}
            onChange={({ currentTarget }) => {
              onChange(currentTarget.value === "" ? null : currentTarget.value);
            }}
            onBlur={onBlur}
            autoComplete="off"
            spellCheck={false}
            maw={420}
            error={handle.fieldError("fiscal.fallbackEmail")}
          />
        )}
      />
    </FormSection>
  );
}
