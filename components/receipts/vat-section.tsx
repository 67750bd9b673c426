"use client";

import { Alert, SimpleGrid } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { FormSection } from "#components/form-section.tsx";
import { taxKey } from "#components/syncs/tax-key.ts";
import type { ApiForm } from "#components/use-api-form.ts";
import { vatNames } from "#lib/receipts/fiscal-schema.ts";
import { pairWarning } from "#lib/receipts/fiscal-state.ts";
import { ChoiceField } from "./choice-field.tsx";
import type { FiscalFormIn, FiscalFormOut } from "./fiscal-form-values.ts";

interface Props {
  handle: ApiForm<FiscalFormIn, FiscalFormOut>;
  taxSystem: number;
}

export function VatSection({ handle, taxSystem }: Props) {
  const t = useTranslations("receipts");
  const choices = ["raise", "refuse"] as const;
  const prepayment = ["asSent", "calculated"] as const;
  return (
    <FormSection title={t("form.sectionVat")} description={t("form.sectionVatText")}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} style={{ alignItems: "end" }}>
        <ChoiceField
          handle={handle}
          name="fiscal.vatFallback"
          label={t("form.vatFallback")}
          description={t("form.vatFallbackHint")}
          options={vatNames.map((name) => ({ value: name, label: t(`vat.${name}`) }))}
          none={t("form.vatNone")}
        />
        <ChoiceField
          handle={handle}
          name="fiscal.oldVat"
          label={t("form.oldVat")}
          options={choices.map((name) => ({ value: name, label: t(`form.oldVatNames.${name}`) }))}
        />
        <ChoiceField
          handle={handle}
          name="fiscal.prepaymentVat"
          label={t("form.prepaymentVat")}
          options={prepayment.map((name) => ({ value: name, label: t(`form.prepaymentVatNames.${name}`) }))}
        />
      </SimpleGrid>
      <PairWarning handle={handle} taxSystem={taxSystem} />
    </FormSection>
  );
}

/** A rate the tax system can hardly have: said, not forbidden. */
function PairWarning({ handle, taxSystem }: Props) {
  const t = useTranslations("receipts.pairs");
  const tax = useTranslations("syncs.tax");
  const chosen = useWatch({
    control: handle.form.control,
    name: ["fiscal.vatFallback", "fiscal.goods.vat", "fiscal.service.vat", "fiscal.delivery.vat"],
  });
  const found = chosen.map((rate) => (rate === null ? null : pairWarning(rate, taxSystem))).find((warning) => warning !== null);
  if (!found) return null;
  return (
    <Alert color="orange" variant="light" icon={<IconAlertTriangle aria-hidden />}>
      {t(found, { system: tax(`${taxKey(taxSystem)}`) })}
    </Alert>
  );
}
