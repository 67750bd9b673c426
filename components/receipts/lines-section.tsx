"use client";

import { Fieldset, SimpleGrid } from "@mantine/core";
import { useTranslations } from "next-intl";
import { FormSection } from "#components/form-section.tsx";
import type { ApiForm } from "#components/use-api-form.ts";
import { lineKinds, paymentMethods, paymentObjects, vatNames } from "#lib/receipts/fiscal-schema.ts";
import { ChoiceField } from "./choice-field.tsx";
import type { FiscalFormIn, FiscalFormOut } from "./fiscal-form-values.ts";

/** What stands in where RetailCRM names no payment method or subject, for each kind of line. */
export function LinesSection({ handle }: { handle: ApiForm<FiscalFormIn, FiscalFormOut> }) {
  const t = useTranslations("receipts");
  const methods = paymentMethods.map((name) => ({ value: name, label: t(`methods.${name}`) }));
  const objects = paymentObjects.map((name) => ({ value: name, label: t(`objects.${name}`) }));
  const rates = vatNames.map((name) => ({ value: name, label: t(`vat.${name}`) }));
  return (
    <FormSection title={t("form.sectionLines")} description={t("form.sectionLinesText")}>
      {lineKinds.map((kind) => (
        <Fieldset key={kind} legend={t(`form.kinds.${kind}`)} m={0}>
          <SimpleGrid cols={{ base: 1, sm: 3 }} style={{ alignItems: "end" }}>
            <ChoiceField handle={handle} name={`fiscal.${kind}.paymentMethod`} label={t("form.paymentMethod")} options={methods} />
            <ChoiceField handle={handle} name={`fiscal.${kind}.paymentObject`} label={t("form.paymentObject")} options={objects} />
            <ChoiceField
              handle={handle}
              name={`fiscal.${kind}.vat`}
              label={t("form.vat")}
              description={kind === "delivery" ? t("form.vatDeliveryHint") : undefined}
              options={rates}
              none={t(kind === "delivery" ? "form.vatDeliveryNone" : "form.vatGoodsNone")}
            />
          </SimpleGrid>
        </Fieldset>
      ))}
    </FormSection>
  );
}
