"use client";

import { NumberInput, Radio, Select, Stack } from "@mantine/core";
import { useTranslations } from "next-intl";
import { Controller, useWatch } from "react-hook-form";
import { FormSection } from "#components/form-section.tsx";
import type { ApiForm } from "#components/use-api-form.ts";
import { confirmations, taxSystems } from "#lib/syncs/sync-schema.ts";
import { OptionalLabel } from "./optional-label.tsx";
import type { SyncFormIn, SyncFormOut } from "./sync-form-values.ts";

/** A few digits need no whole line; their label and hint do. */
const narrow = { wrapper: { maxWidth: 160 } };

export function PaymentRulesSection({ handle }: { handle: ApiForm<SyncFormIn, SyncFormOut> }) {
  const t = useTranslations("syncs");
  const { form, fieldError } = handle;
  const confirmation = useWatch({ control: form.control, name: "confirmation" });
  return (
    <FormSection title={t("form.sectionRules")}>
      <Controller
        name="confirmation"
        control={form.control}
        render={({ field: { value, onChange } }) => (
          <Radio.Group label={t("form.confirmation")} value={value} onChange={onChange} error={fieldError("confirmation")}>
            <Stack gap="xs" mt="xs">
              {confirmations.map((name) => (
                <Radio key={name} value={name} label={t(`confirmation.${name}`)} description={t(`confirmationText.${name}`)} />
              ))}
            </Stack>
          </Radio.Group>
        )}
      />
      {confirmation === "manual" && (
        <Controller
          name="holdHours"
          control={form.control}
          render={({ field: { ref, value, onChange, onBlur } }) => (
            <NumberInput
              ref={ref}
              label={t("form.holdHours")}
              description={t("form.holdHoursHint")}
              value={value ?? ""}
              onChange={onChange}
              onBlur={onBlur}
              allowDecimal={false}
              allowNegative={false}
              styles={narrow}
              error={fieldError("holdHours")}
            />
          )}
        />
      )}
      <Controller
        name="taxSystem"
        control={form.control}
        render={({ field: { ref, value, onChange, onBlur } }) => (
          <Select
            ref={ref}
            label={t("form.taxSystem")}
            description={t("form.taxSystemHint")}
            data={taxSystems.map((code) => ({ value: String(code), label: t(`tax.${code}`) }))}
            value={String(value)}
            onChange={(code) => {
              onChange(Number(code));
            }}
            onBlur={onBlur}
            allowDeselect={false}
            error={fieldError("taxSystem")}
          />
        )}
      />
      <Controller
        name="linkDays"
        control={form.control}
        render={({ field: { ref, value, onChange, onBlur } }) => (
          <NumberInput
            ref={ref}
            label={<OptionalLabel>{t("form.linkDays")}</OptionalLabel>}
            description={t("form.linkDaysHint")}
            value={value ?? ""}
            onChange={(days) => {
              onChange(days === "" ? null : days);
            }}
            onBlur={onBlur}
            allowDecimal={false}
            allowNegative={false}
            styles={narrow}
            error={fieldError("linkDays")}
          />
        )}
      />
    </FormSection>
  );
}
