"use client";

import { Alert, Code, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { IconClock } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { FormError } from "#components/form-error.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import { useApiForm } from "#components/use-api-form.ts";
import { signInInput } from "#lib/auth/account-schema.ts";
import { openSession } from "./open-session.ts";

interface Props {
  /** A path of our own, checked by the server. */
  returnTo: string;
  expired: boolean;
  publicUrl: string;
}

export function SignInForm({ returnTo, expired, publicUrl }: Props) {
  const t = useTranslations("auth.signIn");
  const { form, onSubmit, fieldError, formError } = useApiForm({
    schema: signInInput,
    defaultValues: { email: "", password: "" },
    send: ({ email, password }) => openSession(email, password, t("cookies", { address: publicUrl })),
    onDone: () => {
      // A full load: the pages behind must be drawn for the new session.
      window.location.assign(returnTo);
    },
  });
  const { isSubmitting, isSubmitSuccessful } = form.formState;
  return (
    <form onSubmit={(event) => void onSubmit(event)} noValidate>
      <Stack gap="md">
        {expired && formError === null && (
          <Alert color="orange" variant="light" icon={<IconClock aria-hidden />}>
            {t("expired")}
          </Alert>
        )}
        <FormError message={formError} />
        <TextInput
          label={t("email")}
          type="email"
          inputMode="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus
          autoFocus
          error={fieldError("email")}
          {...form.register("email")}
        />
        <PasswordInput
          label={t("password")}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ "aria-label": t("showPassword") }}
          error={fieldError("password")}
          {...form.register("password")}
        />
        <SubmitButton fullWidth loading={isSubmitting || isSubmitSuccessful}>
          {t("submit")}
        </SubmitButton>
        <Text size="xs" c="dimmed" component="div">
          <strong>{t("forgotTitle")}</strong> {t("forgot")} <Code>npm run hub -- user:password</Code>
        </Text>
      </Stack>
    </form>
  );
}
