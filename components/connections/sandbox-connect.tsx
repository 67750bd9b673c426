"use client";

import { Alert, Button, Stack, Text } from "@mantine/core";
import { IconSchool } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { UseFormReturn } from "react-hook-form";
import type { z } from "zod";
import { notifyFailure, notifySuccess } from "#components/notify.tsx";
import { fetchSandboxOffer } from "#components/sandbox-offer.ts";
import { useErrorText } from "#components/use-error-text.ts";
import type { connectionCheckInput, ConnectionCheckInput } from "#lib/connections/connection-schema.ts";

interface Props {
  form: UseFormReturn<z.input<typeof connectionCheckInput>, unknown, ConnectionCheckInput>;
}

/** Fills in the account of the built-in CRM. */
export function SandboxConnect({ form }: Props) {
  const t = useTranslations("connections.form");
  const errorText = useErrorText();
  const fill = useMutation({
    mutationFn: fetchSandboxOffer,
    onSuccess: (offer) => {
      const options = { shouldDirty: true, shouldTouch: true, shouldValidate: true };
      form.setValue("systemUrl", offer.crmUrl, options);
      form.setValue("apiKey", offer.crmApiKey, options);
      notifySuccess(t("sandboxFilled"));
    },
    onError: (error) => {
      notifyFailure(errorText(error));
    },
  });
  return (
    <Alert color="brand" variant="light" icon={<IconSchool aria-hidden />}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{t("sandboxText")}</Text>
        <Button
          size="xs"
          loading={fill.isPending}
          onClick={() => {
            fill.mutate();
          }}
        >
          {t("sandbox")}
        </Button>
      </Stack>
    </Alert>
  );
}
