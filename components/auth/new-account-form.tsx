"use client";

import { PasswordInput, Stack, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { setupInput } from "#lib/auth/account-schema.ts";
import { api } from "../api-client.ts";
import { FormError } from "../form-error.tsx";
import { SubmitButton } from "../submit-button.tsx";
import { useApiForm } from "../use-api-form.ts";
import { openSession } from "./open-session.ts";

interface Props {
  /** Where the account is made: what the link is good for is decided there. */
  endpoint: string;
  token: string;
  publicUrl: string;
}

/** An account for somebody who came with a link; signed in at once and led to the connection. */
export function NewAccountForm({ endpoint, token, publicUrl }: Props) {
  const t = useTranslations("auth.join");
  const words = useTranslations("auth.signIn");
  const { form, onSubmit, fieldError, formError } = useApiForm({
    schema: setupInput,
    defaultValues: { email: "", password: "" },
    send: async (values) => {
      const joined = await api<{ connectionId: string }>(endpoint, { method: "POST", body: { token, ...values } });
      await openSession(values.email, values.password, words("cookies", { address: publicUrl }));
      return joined;
    },
    onDone: ({ connectionId }) => {
      window.location.assign(`/connections/${connectionId}`);
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
