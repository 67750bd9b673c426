"use client";

import { Stack, Text, TextInput } from "@mantine/core";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { amountText } from "#components/amount.tsx";
import { ConfirmDialog } from "#components/confirm-dialog.tsx";
import { notifySuccess } from "#components/notify.tsx";
import { readAmount } from "./amount-input.ts";
import type { PaymentJson } from "./payment-json.ts";
import { usePaymentAction } from "./payment-queries.ts";

interface Props {
  kind: "approve" | "refund";
  payment: PaymentJson;
  /** Roubles as decimal text: what is held, or what is left to give back. */
  max: string;
  opened: boolean;
  onClose: () => void;
}

/** Asks how much, with all of it filled in and a maximum; the button names the sum that will move. */
export function AmountDialog({ kind, payment, max, opened, onClose }: Props) {
  const t = useTranslations("payments");
  const locale = useLocale();
  const [typed, setTyped] = useState<string | null>(null);
  const action = usePaymentAction(payment.id);
  const words = (value: string) => amountText(value, payment.currency, locale);
  const shown = typed ?? (locale === "ru" ? max.replace(".", ",") : max);
  const amount = readAmount(shown, max);
  const close = () => {
    setTyped(null);
    action.reset();
    onClose();
  };
  const confirm = () => {
    if (!amount.ok) return;
    const { roubles } = amount;
    action.mutate(
      { action: kind, amount: roubles },
      {
        onSuccess: (after) => {
          const unclear = after.checking || after.refundPending;
          notifySuccess(unclear ? t(`${kind}.unclear`) : t(`${kind}.done`, { amount: words(roubles) }));
          close();
        },
      },
    );
  };
  return (
    <ConfirmDialog
      opened={opened}
      onClose={close}
      title={t(`${kind}.title`)}
      confirmLabel={amount.ok ? t(`${kind}.submit`, { amount: words(amount.roubles) }) : t(`actions.${kind}`)}
      onConfirm={confirm}
      danger={kind === "refund"}
      loading={action.isPending}
      disabled={!amount.ok}
      error={action.error}
    >
      <Stack
        component="form"
        gap="sm"
        onSubmit={(event) => {
          event.preventDefault();
          confirm();
        }}
      >
        <Text size="sm">{t(`${kind}.text`, { max: words(max), held: words(max) })}</Text>
        <TextInput
          label={t(`${kind}.amount`)}
          description={t(`${kind}.max`, { max: words(max) })}
          value={shown}
          inputMode="decimal"
          autoComplete="off"
          disabled={action.isPending}
          error={amount.ok ? null : t(`amountError.${amount.problem}`, { max: words(max) })}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
          }}
        />
      </Stack>
    </ConfirmDialog>
  );
}
