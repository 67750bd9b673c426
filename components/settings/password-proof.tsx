"use client";

import { Button, Group, PasswordInput, Stack, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { api } from "#components/api-client.ts";
import { FormError } from "#components/form-error.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
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
  const { isSubmitting } = form.formState;
  return (
    <form onSubmit={(event) => void onSubmit(event)} noValidate>
      <Stack gap="md" maw={480}>
        {text !== undefined && <Text size="sm">{text}</Text>}
        <FormError message={formError} />
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
        <Group gap="xs">
          <SubmitButton {...(danger && { color: "red" })} loading={isSubmitting}>
            {submit}
          </SubmitButton>
          <Button variant="default" disabled={isSubmitting} onClick={onCancel}>
            {t("cancel")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
