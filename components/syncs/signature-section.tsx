"use client";

import { Checkbox, Textarea } from "@mantine/core";
import { useTranslations } from "next-intl";
import { FormSection } from "#components/form-section.tsx";
import { PasswordField } from "#components/password-field.tsx";
import type { ApiForm } from "#components/use-api-form.ts";
import { OptionalLabel } from "./optional-label.tsx";
import type { SyncFormIn, SyncFormOut } from "./sync-form-values.ts";

interface Props {
  handle: ApiForm<SyncFormIn, SyncFormOut>;
  /** A token is stored. */
  stored: boolean;
  removed: boolean;
  onRemove: (remove: boolean) => void;
}

/** With what the bank signs its notifications: a shared token, or a key pair of which we need the public half. */
export function SignatureSection({ handle, stored, removed, onRemove }: Props) {
  const t = useTranslations("syncs.form");
  const { form, fieldError } = handle;
  return (
    <FormSection title={t("sectionNotify")} description={t("sectionNotifyText")}>
      <PasswordField
        {...form.register("callbackToken")}
        label={<OptionalLabel>{t("callbackToken")}</OptionalLabel>}
        description={t("callbackTokenHint")}
        stored={stored && !removed}
        disabled={removed}
        error={fieldError("callbackToken")}
      />
      {stored && (
        <Checkbox
          label={t("callbackTokenRemove")}
          checked={removed}
          onChange={(event) => {
            onRemove(event.currentTarget.checked);
          }}
        />
      )}
      <Textarea
        {...form.register("callbackPublicKey")}
        label={<OptionalLabel>{t("callbackPublicKey")}</OptionalLabel>}
        description={t("callbackPublicKeyHint")}
        autosize
        minRows={2}
        maxRows={8}
        autoComplete="off"
        spellCheck={false}
        error={fieldError("callbackPublicKey")}
      />
    </FormSection>
  );
}
