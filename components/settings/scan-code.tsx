"use client";

import { Paper, Stack, Text, TextInput } from "@mantine/core";
import { QRCodeSVG } from "qrcode.react";
import { useTranslations } from "next-intl";
import { api } from "#components/api-client.ts";
import { CopyField } from "#components/copy-field.tsx";
import { FormFoot } from "#components/form-foot.tsx";
import { useApiForm } from "#components/use-api-form.ts";
import { codeInput } from "#lib/auth/account-schema.ts";
import type { SecondStepOffer } from "#lib/auth/account-view.ts";

interface Props {
  offer: SecondStepOffer;
  onDone: (recoveryCodes: string[]) => void;
  onCancel: () => void;
}

/** The app learns the secret, and a code proves it. */
export function ScanCode({ offer, onDone, onCancel }: Props) {
  const t = useTranslations("settings.secondStep");
  const { form, onSubmit, fieldError, formError } = useApiForm({
    schema: codeInput,
    defaultValues: { code: "" },
    send: (body) => api<{ recoveryCodes: string[] }>("/api/me/second-step/confirm", { method: "POST", body }),
    onDone: ({ recoveryCodes }) => {
      onDone(recoveryCodes);
    },
  });
  return (
    <form onSubmit={(event) => void onSubmit(event)} noValidate>
      <Stack gap="md" maw={480}>
        <Text size="sm">{t("scan")}</Text>
        {/* White around it in the dark too: cameras need the edge. */}
        <Paper bg="white" p="sm" w="fit-content">
          <QRCodeSVG value={offer.uri} size={176} title={t("qr")} role="img" style={{ display: "block" }} />
        </Paper>
        <CopyField label={t("secret")} value={offer.secret} />
        <TextInput
          label={t("code")}
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
          maw={220}
          error={fieldError("code")}
          {...form.register("code")}
        />
        <FormFoot error={formError} saving={form.formState.isSubmitting} submit={t("confirm")} cancel={t("cancel")} onCancel={onCancel} />
      </Stack>
    </form>
  );
}
