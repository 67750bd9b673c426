"use client";

import { Button, Group, Tooltip } from "@mantine/core";
import { IconArrowBackUp, IconCheck, IconRefresh, IconX } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { notifyFailure, notifySuccess } from "#components/notify.tsx";
import { useErrorText } from "#components/use-error-text.ts";
import { AmountDialog } from "./amount-dialog.tsx";
import { CancelDialog } from "./cancel-dialog.tsx";
import type { PaymentJson } from "./payment-json.ts";
import { usePaymentAction } from "./payment-queries.ts";

type Dialog = "approve" | "refund" | "cancel";

/** Only what can be done now; the server says what that is. */
export function PaymentActions({ payment }: { payment: PaymentJson }) {
  const t = useTranslations("payments.actions");
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const { can, approvable, refundable } = payment;
  const close = () => {
    setDialog(null);
  };
  const open = (name: Dialog) => () => {
    setDialog(name);
  };
  return (
    <Group gap="xs">
      {can.approve && (
        <Button leftSection={<IconCheck size={16} aria-hidden />} onClick={open("approve")}>
          {t("approve")}
        </Button>
      )}
      {can.refund && (
        <Button variant="default" leftSection={<IconArrowBackUp size={16} aria-hidden />} onClick={open("refund")}>
          {t("refund")}
        </Button>
      )}
      {can.cancel && (
        <Button variant="default" leftSection={<IconX size={16} aria-hidden />} onClick={open("cancel")}>
          {t("cancel")}
        </Button>
      )}
      {can.sync && <AskBank id={payment.id} />}
      {can.approve && approvable !== null && (
        <AmountDialog kind="approve" payment={payment} max={approvable} opened={dialog === "approve"} onClose={close} />
      )}
      {can.refund && refundable !== null && (
        <AmountDialog kind="refund" payment={payment} max={refundable} opened={dialog === "refund"} onClose={close} />
      )}
      {can.cancel && <CancelDialog payment={payment} opened={dialog === "cancel"} onClose={close} />}
    </Group>
  );
}

function AskBank({ id }: { id: string }) {
  const t = useTranslations("payments.actions");
  const errorText = useErrorText();
  const action = usePaymentAction(id);
  const ask = () => {
    action.mutate(
      { action: "sync" },
      {
        onSuccess: () => {
          notifySuccess(t("synced"));
        },
        onError: (error) => {
          notifyFailure(t("failed"), errorText(error));
        },
      },
    );
  };
  return (
    <Tooltip label={t("syncHint")} multiline maw={280}>
      <Button variant="default" leftSection={<IconRefresh size={16} aria-hidden />} loading={action.isPending} onClick={ask}>
        {t("sync")}
      </Button>
    </Tooltip>
  );
}
