"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "#components/confirm-dialog.tsx";
import { notifySuccess } from "#components/notify.tsx";
import { useCloseReceipt } from "./payment-queries.ts";

interface Props {
  paymentId: string;
  opened: boolean;
  onClose: () => void;
}

export function CloseReceiptDialog({ paymentId, opened, onClose }: Props) {
  const t = useTranslations("receipts.panel");
  const action = useCloseReceipt(paymentId);
  const close = () => {
    action.reset();
    onClose();
  };
  const confirm = () => {
    action.mutate(undefined, {
      onSuccess: () => {
        notifySuccess(t("closeDone"));
        close();
      },
    });
  };
  return (
    <ConfirmDialog
      opened={opened}
      onClose={close}
      title={t("closeTitle")}
      confirmLabel={t("closeSubmit")}
      onConfirm={confirm}
      loading={action.isPending}
      error={action.error}
    >
      {t("closeText")}
    </ConfirmDialog>
  );
}
