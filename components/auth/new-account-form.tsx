"use client";

import { PasswordInput, Stack, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { api } from "#components/api-client.ts";
import { FormError } from "#components/form-error.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import { useApiForm } from "#components/use-api-form.ts";
import { setupInput } from "#lib/auth/account-schema.ts";
import { openSession } from "./open-session.ts";

export interface NewAccount {
  /** Where the account is made: what the link is good for is decided there. */
  endpoint: string;
  token: string;
  publicUrl: string;
}

interface Props extends NewAccount {
  texts: "auth.join" | "auth.setup";
  autoFocus?: boolean;
}

/** An account for somebody who came with a link; signed in at once and led to what the link was for. */
export function NewAccountForm({ endpoint, token, publicUrl, texts, autoFocus = false }: Props) {
  const t = useTranslations(texts);
  const words = useTranslations("auth.signIn");
  const { form, onSubmit, fieldError, formError } = useApiForm({
    schema: setupInput,
    defaultValues: { email: "", password: "" },
    send: async (values) => {
      const made = await api<{ connectionId: string } | null>(endpoint, { method: "POST", body: { token, ...values } });
      await openSession(values, words("cookies", { address: publicUrl }));
      return made;
    },
    onDone: (made) => {
      window.location.assign(made === null ? "/" : `/connections/${made.connectionId}`);
    },
  });
  const { isSubmitting, isSubmitSuccessful } = form.formState;
  return (
    <form onSubmit={(event) => void onSubmit(event)} noValidate>
      <Stack gap="md">
        <FormError message={formError} />
        <TextInput
          label={t("email")}
          description={t("emailHint")}
          type="email"
          inputMode="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus={autoFocus}
          error={fieldError("email")}
          {...form.register("email")}
        />
        <PasswordInput
          label={t("password")}
          description={t("passwordHint")}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ "aria-label": words("showPassword") }}
          error={fieldError("password")}
          {...form.register("password")}
        />
        <SubmitButton fullWidth loading={isSubmitting || isSubmitSuccessful}>
          {t("submit")}
        </SubmitButton>
      </Stack>
    </form>
  );
}
