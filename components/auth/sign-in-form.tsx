"use client";

import { Alert, Code, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { IconClock } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ApiError } from "#components/api-client.ts";
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
  /** Whether the server wants a code of this person: only then there is a field for it. */
  const [asked, setAsked] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const { form, onSubmit, fieldError, formError } = useApiForm({
    schema: signInInput,
    defaultValues: { email: "", password: "", code: "" },
    send: async (credentials) => {
      try {
        await openSession(credentials, t("cookies", { address: publicUrl }));
        return "signedIn";
      } catch (error) {
        const asksForCode = error instanceof ApiError && error.fields["code"] !== undefined;
        if (!asksForCode || asked) throw error;
        return "codeNeeded";
      }
    },
    onDone: (answer) => {
      if (answer === "codeNeeded") {
        setAsked(true);
        return;
      }
      setLeaving(true);
      // A full load: the pages behind must be drawn for the new session.
      window.location.assign(returnTo);
    },
  });
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
        {asked && (
          <TextInput
            label={t("code")}
            description={t("codeHint")}
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            error={fieldError("code")}
            {...form.register("code")}
          />
        )}
        <SubmitButton fullWidth loading={form.formState.isSubmitting || leaving}>
          {t("submit")}
        </SubmitButton>
        <Text size="xs" c="dimmed" component="div">
          {asked ? (
            <>
              {t("codeLost")} <Code>npm run hub -- user:second-step-off</Code>
            </>
          ) : (
            <>
              <strong>{t("forgotTitle")}</strong> {t("forgot")} <Code>npm run hub -- user:password</Code>
            </>
          )}
        </Text>
      </Stack>
    </form>
  );
}
