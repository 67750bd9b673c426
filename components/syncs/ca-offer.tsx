"use client";

import { Alert, Button, Stack, Text } from "@mantine/core";
import { IconCertificate } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { notifySuccess } from "#components/notify.tsx";
import { useErrorText } from "#components/use-error-text.ts";
import { useInstallCa } from "./sync-queries.ts";

/** The bank's certificates come from an authority that no system knows: offers to fetch the official files. */
export function CaOffer({ onInstalled }: { onInstalled: () => void }) {
  const t = useTranslations("syncs.ca");
  const errorText = useErrorText();
  const install = useInstallCa();
  const start = () => {
    install.mutate(undefined, {
      onSuccess: () => {
        notifySuccess(t("done"));
        onInstalled();
      },
    });
  };
  return (
    <Alert color="orange" variant="light" icon={<IconCertificate aria-hidden />} title={t("title")}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t("text")}</Text>
        <Button size="xs" loading={install.isPending} onClick={start}>
          {t("install")}
        </Button>
        {install.error && (
          <Text size="sm" c="red" role="alert">
            {errorText(install.error)}
          </Text>
        )}
      </Stack>
    </Alert>
  );
}
