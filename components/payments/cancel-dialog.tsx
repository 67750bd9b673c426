"use client";

import { useLocale, useTranslations } from "next-intl";
import { amountText } from "#components/amount.tsx";
import { ConfirmDialog } from "#components/confirm-dialog.tsx";
import { notifySuccess } from "#components/notify.tsx";
import type { PaymentJson } from "./payment-json.ts";
import { usePaymentAction } from "./payment-queries.ts";

interface Props {
  payment: PaymentJson;
  opened: boolean;
  onClose: () => void;
}

export function CancelDialog({ payment, opened, onClose }: Props) {
  const t = useTranslations("payments.cancel");
  const locale = useLocale();
  const action = usePaymentAction(payment.id);
  const held = payment.status === "waitingForCapture";
  const amount = amountText(held ? payment.heldAmount : payment.amount, payment.currency, locale);
  const close = () => {
    action.reset();
    onClose();
  };
  const confirm = () => {
    action.mutate(
      { action: "cancel" },
      {
        onSuccess: (after) => {
          notifySuccess(t(after.status === "canceled" && !after.checking ? "done" : "unclear"));
          close();
        },
      },
    );
  };
  return (
    <ConfirmDialog
      opened={opened}
      onClose={close}
      title={t("title")}
      confirmLabel={t("submit")}
      onConfirm={confirm}
      danger
      loading={action.isPending}
      error={action.error}
    >
      {t(held ? "textHeld" : "textPending", { amount })}
    </ConfirmDialog>
  );
}
