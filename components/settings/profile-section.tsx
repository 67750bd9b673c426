"use client";

import { Select, Stack, TextInput } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Controller } from "react-hook-form";
import { api } from "#components/api-client.ts";
import { DirtyGuard } from "#components/dirty-guard.tsx";
import { FormError } from "#components/form-error.tsx";
import { FormSection } from "#components/form-section.tsx";
import { notifySuccess } from "#components/notify.tsx";
import { SaveBar } from "#components/save-bar.tsx";
import { OptionalLabel } from "#components/syncs/optional-label.tsx";
import { useApiForm } from "#components/use-api-form.ts";
import { useSubmitKey } from "#components/use-submit-key.ts";
import { preferencesInput } from "#lib/auth/account-schema.ts";
import type { AccountView } from "#lib/auth/account-view.ts";
import { timeZoneOptions } from "./time-zone-options.ts";

export function ProfileSection({ account }: { account: AccountView }) {
  const t = useTranslations("settings.profile");
  const router = useRouter();
  const onKeyDown = useSubmitKey();
  const zones = useMemo(() => timeZoneOptions(new Date(), account.timeZone), [account.timeZone]);
  const { form, onSubmit, fieldError, formError } = useApiForm({
    schema: preferencesInput,
    defaultValues: { name: account.name ?? "", timeZone: account.timeZone },
    send: (body) => api<AccountView>("/api/me", { method: "PATCH", body }),
    onDone: () => {
      notifySuccess(t("saved"));
      router.refresh();
    },
  });
  const { isDirty, isSubmitting } = form.formState;
  return (
    <FormSection title={t("title")}>
      <form onSubmit={(event) => void onSubmit(event)} onKeyDown={onKeyDown} noValidate>
        <DirtyGuard dirty={isDirty && !isSubmitting} />
        <Stack gap="md" maw={480}>
          <FormError message={formError} />
          <TextInput label={t("email")} description={t("emailHint")} value={account.email} readOnly autoComplete="off" />
          <TextInput
            label={<OptionalLabel>{t("name")}</OptionalLabel>}
            autoComplete="name"
            error={fieldError("name")}
            {...form.register("name")}
          />
          <Controller
            control={form.control}
            name="timeZone"
            render={({ field }) => (
              <Select
                {...field}
                value={field.value ?? null}
                label={t("timeZone")}
                description={t("timeZoneHint")}
                data={zones}
                searchable
                allowDeselect={false}
                nothingFoundMessage={t("timeZoneNone")}
                error={fieldError("timeZone")}
              />
            )}
          />
          <SaveBar saving={isSubmitting} disabled={!isDirty} />
        </Stack>
      </form>
    </FormSection>
  );
}
