"use client";

import { SimpleGrid, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { FormSection } from "#components/form-section.tsx";
import type { ApiForm } from "#components/use-api-form.ts";
import { ChoiceField } from "./choice-field.tsx";
import type { FiscalFormIn, FiscalFormOut } from "./fiscal-form-values.ts";
import { FlagField } from "./flag-field.tsx";
import { WholeNumberField } from "./whole-number-field.tsx";

/** What to do with an invoice whose items are missing, free, or add up to something else. */
export function OrderSection({ handle }: { handle: ApiForm<FiscalFormIn, FiscalFormOut> }) {
  const t = useTranslations("receipts.form");
  const { form, fieldError } = handle;
  const [missingAsDelivery, itemsMissing] = useWatch({ control: form.control, name: ["fiscal.missingAsDelivery", "fiscal.itemsMissing"] });
  const choices = ["refuse", "oneLine"] as const;
  return (
    <FormSection title={t("sectionOrder")}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} style={{ alignItems: "end" }}>
        <WholeNumberField handle={handle} name="fiscal.maxDiscount" label={t("maxDiscount")} description={t("maxDiscountHint")} />
        <ChoiceField
          handle={handle}
          name="fiscal.itemsMissing"
          label={t("itemsMissing")}
          options={choices.map((name) => ({ value: name, label: t(`itemsMissingNames.${name}`) }))}
        />
        {itemsMissing === "oneLine" && (
          <TextInput
            {...form.register("fiscal.oneLineName")}
            label={t("oneLineName")}
            description={t("oneLineNameHint")}
            error={fieldError("fiscal.oneLineName")}
          />
        )}
      </SimpleGrid>
      <FlagField handle={handle} name="fiscal.missingAsDelivery" label={t("missingAsDelivery")} description={t("missingAsDeliveryHint")} />
      {missingAsDelivery && (
        <TextInput
          {...form.register("fiscal.deliveryName")}
          label={t("deliveryName")}
          maw={360}
          error={fieldError("fiscal.deliveryName")}
        />
      )}
      <FlagField handle={handle} name="fiscal.keepGifts" label={t("keepGifts")} description={t("keepGiftsHint")} />
    </FormSection>
  );
}
