"use client";

import { Group, PasswordInput, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { api } from "#components/api-client.ts";
import { FormError } from "#components/form-error.tsx";
import { FormSection } from "#components/form-section.tsx";
import { notifySuccess } from "#components/notify.tsx";
import { SubmitButton } from "#components/submit-button.tsx";
import { useApiForm } from "#components/use-api-form.ts";
import { passwordChangeInput } from "#lib/auth/account-schema.ts";

const empty = { current: "", next: "" };

export function PasswordSection({ email }: { email: string }) {
  const t = useTranslations("settings.password");
  const queries = useQueryClient();
  const { form, onSubmit, fieldError, formError } = useApiForm({
    schema: passwordChangeInput,
    defaultValues: empty,
    send: (body) => api("/api/me/password", { method: "POST", body }),
    onDone: async () => {
      form.reset(empty);
      notifySuccess(t("saved"));
      await queries.invalidateQueries({ queryKey: ["sessions"] });
    },
  });
  const toggle = { "aria-label": t("toggle") };
  return (
    <FormSection title={t("title")} description={t("description")}>
      <form onSubmit={(event) => void onSubmit(event)} noValidate>
        <Stack gap="md" maw={480}>
          <FormError message={formError} />
          {/* Tells password managers whose password it is. */}
          <input type="email" autoComplete="username" value={email} readOnly hidden />
          <PasswordInput
            label={t("current")}
            autoComplete="current-password"
            visibilityToggleButtonProps={toggle}
            error={fieldError("current")}
            {...form.register("current")}
          />
          <PasswordInput
            label={t("next")}
            description={t("nextHint")}
            autoComplete="new-password"
            visibilityToggleButtonProps={toggle}
            error={fieldError("next")}
            {...form.register("next")}
          />
          <Group justify="flex-end">
            <SubmitButton variant="default" loading={form.formState.isSubmitting}>
              {t("submit")}
            </SubmitButton>
          </Group>
        </Stack>
      </form>
    </FormSection>
  );
}
