"use client";

import { Alert, Fieldset, Paper, Stack } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { FormError } from "#components/form-error.tsx";
import { SaveBar } from "#components/save-bar.tsx";
import type { ApiForm } from "#components/use-api-form.ts";
import { useSubmitKey } from "#components/use-submit-key.ts";
import type { SyncView } from "#lib/syncs/sync-view.ts";
import { AgentSection } from "./agent-section.tsx";
import { BuyerSection } from "./buyer-section.tsx";
import type { FiscalFormIn, FiscalFormOut } from "./fiscal-form-values.ts";
import { FlagField } from "./flag-field.tsx";
import { FormatSection } from "./format-section.tsx";
import { LinesSection } from "./lines-section.tsx";
import { OrderSection } from "./order-section.tsx";
import { SettlementSection } from "./settlement-section.tsx";
import { VatSection } from "./vat-section.tsx";

interface Props {
  sync: SyncView;
  handle: ApiForm<FiscalFormIn, FiscalFormOut>;
}

/** Everything a receipt depends on beside the order itself. What is switched off is not shown. */
export function ReceiptSettings({ sync, handle }: Props) {
  const t = useTranslations("receipts");
  const onKeyDown = useSubmitKey();
  const enabled = useWatch({ control: handle.form.control, name: "fiscal.enabled" });
  const { isSubmitting, errors } = handle.form.formState;
  // A wrong value must not stay out of sight.
  const shown = enabled || errors.fiscal !== undefined;
  const mayChange = sync.role !== "viewer";
  return (
    <form onSubmit={(event) => void handle.onSubmit(event)} onKeyDown={onKeyDown} noValidate>
      <Fieldset variant="unstyled" m={0} disabled={isSubmitting || !mayChange}>
        <Stack>
          {!mayChange && (
            <Alert color="gray" variant="light" icon={<IconInfoCircle aria-hidden />}>
              {t("readOnly")}
            </Alert>
          )}
          <Paper withBorder p="md">
            <FlagField main handle={handle} name="fiscal.enabled" label={t("form.enabled")} description={t("form.enabledHint")} />
          </Paper>
          {shown ? (
            <>
              <VatSection handle={handle} taxSystem={sync.taxSystem} />
              <LinesSection handle={handle} />
              <OrderSection handle={handle} />
              <BuyerSection handle={handle} />
              <SettlementSection handle={handle} />
              <FormatSection handle={handle} />
              <AgentSection handle={handle} />
            </>
          ) : (
            <Alert color="gray" variant="light" icon={<IconInfoCircle aria-hidden />}>
              {t("form.off")}
            </Alert>
          )}
          <FormError message={handle.formError} />
          {mayChange && <SaveBar saving={isSubmitting} submitLabel={t("form.submit")} />}
        </Stack>
      </Fieldset>
    </form>
  );
}
