"use client";

import { Alert, Button, Group, Radio, Stack, TextInput } from "@mantine/core";
import { IconAlertTriangle, IconPlugConnected, IconSchool } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { Controller, useWatch } from "react-hook-form";
import { FormSection } from "#components/form-section.tsx";
import { notifyFailure, notifySuccess } from "#components/notify.tsx";
import { PasswordField } from "#components/password-field.tsx";
import { fetchSandboxOffer } from "#components/sandbox-offer.ts";
import type { ApiForm } from "#components/use-api-form.ts";
import { useErrorText } from "#components/use-error-text.ts";
import { environments } from "#lib/syncs/sync-schema.ts";
import type { SyncView } from "#lib/syncs/sync-view.ts";
import { BankCheckResult } from "./bank-check-result.tsx";
import type { SyncFormIn, SyncFormOut } from "./sync-form-values.ts";
import { useLoginCheck } from "./use-login-check.ts";

interface Props {
  handle: ApiForm<SyncFormIn, SyncFormOut>;
  sandbox: boolean;
  sync?: SyncView;
}

export function BankAccessSection({ handle, sandbox, sync }: Props) {
  const t = useTranslations("syncs");
  const { form, fieldError } = handle;
  const environment = useWatch({ control: form.control, name: "environment" });
  const check = useLoginCheck(form, sync);
  const goesLive = sync !== undefined && sync.environment !== "production" && environment === "production";
  return (
    <FormSection title={t("form.sectionBank")} description={t("form.sectionBankText")}>
      <Controller
        name="environment"
        control={form.control}
        render={({ field: { ref: _ref, value, onChange } }) => (
          <Radio.Group label={t("form.environment")} value={value} onChange={onChange} error={fieldError("environment")}>
            <Stack gap="xs" mt="xs">
              {environments
                .filter((name) => name !== "sandbox" || sandbox || sync?.environment === "sandbox")
                .map((name) => (
                  <Radio key={name} value={name} label={t(`environment.${name}`)} description={t(`environmentText.${name}`)} />
                ))}
            </Stack>
          </Radio.Group>
        )}
      />
      {goesLive && (
        <Alert color="orange" variant="light" icon={<IconAlertTriangle aria-hidden />}>
          {t("form.environmentWarning")} {t("form.environmentOpen")}
        </Alert>
      )}
      {environment === "sandbox" && sandbox && <SandboxFill handle={handle} />}
      <TextInput
        {...form.register("login")}
        label={t("form.login")}
        description={t("form.loginHint")}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        error={fieldError("login")}
      />
      <PasswordField
        {...form.register("password")}
        label={t("form.password")}
        description={t("form.passwordHint")}
        stored={sync?.hasPassword === true && sync.environment === environment}
        autoComplete="new-password"
        error={fieldError("password")}
      />
      <Group>
        <Button
          variant="default"
          leftSection={<IconPlugConnected size={16} aria-hidden />}
          loading={check.isPending}
          onClick={() => void check.run()}
        >
          {t(check.result ? "form.checkAgain" : "form.check")}
        </Button>
      </Group>
      {check.problem !== null && (
        <Alert color="red" variant="light" role="alert">
          {check.problem}
        </Alert>
      )}
      {check.result && <BankCheckResult check={check.result} onRepeat={() => void check.run()} />}
    </FormSection>
  );
}

function SandboxFill({ handle }: { handle: ApiForm<SyncFormIn, SyncFormOut> }) {
  const t = useTranslations("syncs.form");
  const errorText = useErrorText();
  const fill = async () => {
    try {
      const offer = await fetchSandboxOffer();
      const options = { shouldDirty: true, shouldTouch: true, shouldValidate: true };
      handle.form.setValue("login", offer.bankLogin, options);
      handle.form.setValue("password", offer.bankPassword, options);
      notifySuccess(t("sandboxFilled"));
    } catch (error) {
      notifyFailure(errorText(error));
    }
  };
  return (
    <Group>
      <Button variant="light" leftSection={<IconSchool size={16} aria-hidden />} onClick={() => void fill()}>
        {t("sandboxFill")}
      </Button>
    </Group>
  );
}
