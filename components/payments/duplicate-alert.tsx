"use client";

import { Alert, Button, Stack, Text } from "@mantine/core";
import { IconCopyOff } from "@tabler/icons-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { amountText } from "#components/amount.tsx";
import { ConfirmDialog } from "#components/confirm-dialog.tsx";
import { notifySuccess } from "#components/notify.tsx";
import type { AttemptJson, PaymentJson } from "./payment-json.ts";
import { isPositive } from "./payment-look.ts";
import { usePaymentAction } from "./payment-queries.ts";

interface Props {
  payment: Pick<PaymentJson, "id" | "currency" | "can">;
  attempt: AttemptJson;
}

/** Somebody paid the same invoice a second time with this attempt: one button gives that money back. */
export function DuplicateAlert({ payment, attempt }: Props) {
  const t = useTranslations("payments.duplicate");
  const locale = useLocale();
  const [opened, setOpened] = useState(false);
  const action = usePaymentAction(payment.id);
  const held = !isPositive(attempt.deposited);
  const amount = amountText(held ? attempt.held : attempt.deposited, payment.currency, locale);
  const close = () => {
    action.reset();
    setOpened(false);
  };
  const confirm = () => {
    action.mutate(
      { action: "return-duplicate", attemptId: attempt.id },
      {
        onSuccess: () => {
          notifySuccess(t("done", { amount }));
          close();
        },
      },
    );
  };
  return (
    <Alert color="red" variant="light" icon={<IconCopyOff aria-hidden />}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{t("text", { amount })}</Text>
        {payment.can.sync && (
          <Button
            size="xs"
            color="red"
            onClick={() => {
              setOpened(true);
            }}
          >
            {t(held ? "release" : "return", { amount })}
          </Button>
        )}
      </Stack>
      <ConfirmDialog
        opened={opened}
        onClose={close}
        title={t("title")}
        confirmLabel={t(held ? "release" : "return", { amount })}
        onConfirm={confirm}
        danger
        loading={action.isPending}
        error={action.error}
      >
        {t("confirm")}
      </ConfirmDialog>
    </Alert>
  );
}
