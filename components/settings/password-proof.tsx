"use client";

import { PasswordInput, Stack, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { api } from "#components/api-client.ts";
import { FormFoot } from "#components/form-foot.tsx";
import { useApiForm } from "#components/use-api-form.ts";
import { passwordProof } from "#lib/auth/account-schema.ts";

interface Props<Answer> {
  email: string;
  path: string;
  /** What happens, where the button alone does not say it. */
  text?: string;
  submit: string;
  danger?: boolean;
  onDone: (answer: Answer) => void;
  onCancel: () => void;
}

/** Asks for the password before something that a stolen session must not do. */
export function PasswordProof<Answer>({ email, path, text, submit, danger = false, onDone, onCancel }: Props<Answer>) {
  const t = useTranslations("settings.secondStep");
  const { form, onSubmit, fieldError, formError } = useApiForm({
    schema: passwordProof,
    defaultValues: { password: "" },
    send: (body) => api<Answer>(path, { method: "POST", body }),
    onDone,
  });
  return (
    <form onSubmit={(event) => void onSubmit(event)} noValidate>
      <Stack gap="md" maw={480}>
        {text !== undefined && <Text size="sm">{text}</Text>}
        {/* Tells password managers whose password it is. */}
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <PasswordInput
          label={t("password")}
          autoComplete="current-password"
          autoFocus
          visibilityToggleButtonProps={{ "aria-label": t("togglePassword") }}
          error={fieldError("password")}
          {...form.register("password")}
        />
        <FormFoot error={formError} saving={form.formState.isSubmitting} submit={submit} cancel={t("cancel")} danger={danger} onCancel={onCancel} />
      </Stack>
    </form>
  );
}
