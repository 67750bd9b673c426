"use client";

import { TagsInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { Controller } from "react-hook-form";
import { FormSection } from "#components/form-section.tsx";
import { OptionalLabel } from "#components/syncs/optional-label.tsx";
import type { ApiForm } from "#components/use-api-form.ts";
import type { FiscalFormIn, FiscalFormOut } from "./fiscal-form-values.ts";

/** When the second receipt of a prepayment is made. */
export function SettlementSection({ handle }: { handle: ApiForm<FiscalFormIn, FiscalFormOut> }) {
  const t = useTranslations("receipts.form");
  return (
    <FormSection title={t("sectionSettlement")} description={t("sectionSettlementText")}>
      <Controller
        name="fiscal.closeOn"
        control={handle.form.control}
        render={({ field: { ref, value, onChange, onBlur } }) => (
          <TagsInput
            ref={ref}
            label={<OptionalLabel>{t("closeOn")}</OptionalLabel>}
            description={t("closeOnHint")}
            value={[value ?? []].flat()}
            onChange={onChange}
            splitChars={[",", ";", " "]}
            onBlur={onBlur}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maw={420}
            error={handle.fieldError("fiscal.closeOn")}
          />
        )}
      />
    </FormSection>
  );
}
