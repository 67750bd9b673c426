"use client";

import { Checkbox, SimpleGrid, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { FormSection } from "#components/form-section.tsx";
import type { ApiForm } from "#components/use-api-form.ts";
import { agentTypes } from "#lib/receipts/fiscal-schema.ts";
import { ChoiceField } from "./choice-field.tsx";
import { type FiscalFormIn, type FiscalFormOut, newAgent } from "./fiscal-form-values.ts";

/** For shops that sell goods of others: who the supplier is. */
export function AgentSection({ handle }: { handle: ApiForm<FiscalFormIn, FiscalFormOut> }) {
  const t = useTranslations("receipts");
  const { form, fieldError } = handle;
  const on = useWatch({ control: form.control, name: "fiscal.agent" }) !== null;
  return (
    <FormSection title={t("form.sectionAgent")} description={t("form.sectionAgentText")}>
      <Checkbox
        label={t("form.agentOn")}
        checked={on}
        onChange={({ currentTarget }) => {
          form.setValue("fiscal.agent", currentTarget.checked ? newAgent : null, { shouldDirty: true });
        }}
      />
      {on && (
        <SimpleGrid cols={{ base: 1, sm: 2 }} style={{ alignItems: "end" }}>
          <ChoiceField
            handle={handle}
            name="fiscal.agent.type"
            label={t("form.agentType")}
            options={agentTypes.map((name) => ({ value: name, label: t(`agents.${name}`) }))}
          />
          <TextInput
            {...form.register("fiscal.agent.supplierName")}
            label={t("form.supplierName")}
            error={fieldError("fiscal.agent.supplierName")}
          />
          <TextInput
            {...form.register("fiscal.agent.supplierInn")}
            label={t("form.supplierInn")}
            inputMode="numeric"
            error={fieldError("fiscal.agent.supplierInn")}
          />
          <TextInput
            {...form.register("fiscal.agent.supplierPhone")}
            label={t("form.supplierPhone")}
            type="tel"
            error={fieldError("fiscal.agent.supplierPhone")}
          />
        </SimpleGrid>
      )}
    </FormSection>
  );
}
