"use client";

import { SimpleGrid, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { FormSection } from "#components/form-section.tsx";
import type { ApiForm } from "#components/use-api-form.ts";
import { ChoiceField } from "./choice-field.tsx";
import type { FiscalFormIn, FiscalFormOut } from "./fiscal-form-values.ts";
import { WholeNumberField } from "./whole-number-field.tsx";

export function FormatSection({ handle }: { handle: ApiForm<FiscalFormIn, FiscalFormOut> }) {
  const t = useTranslations("receipts.form");
  const versions = [
    { value: "1.05", label: t("ffdNames.old") },
    { value: "1.2", label: t("ffdNames.new") },
  ];
  return (
    <FormSection title={t("sectionFormat")}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} style={{ alignItems: "end" }}>
        <ChoiceField handle={handle} name="fiscal.ffd" label={t("ffd")} description={t("ffdHint")} options={versions} />
        <TextInput
          {...handle.form.register("fiscal.defaultUnit")}
          label={t("defaultUnit")}
          description={t("defaultUnitHint")}
          error={handle.fieldError("fiscal.defaultUnit")}
        />
        <WholeNumberField handle={handle} name="fiscal.nameLimit" label={t("nameLimit")} description={t("nameLimitHint")} />
      </SimpleGrid>
    </FormSection>
  );
}
