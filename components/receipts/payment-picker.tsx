"use client";

import { Select, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { amountText } from "#components/amount.tsx";
import { useMoment } from "#components/use-moment.ts";
import { useOwnPayments } from "./receipt-queries.ts";

interface Props {
  syncId: string;
  value: string | null;
  onChange: (paymentId: string | null) => void;
}

/** A payment of this sync, found by its order number. */
export function PaymentPicker({ syncId, value, onChange }: Props) {
  const t = useTranslations("receipts.preview");
  const locale = useLocale();
  const moment = useMoment();
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed.trim(), 300);
  const { data: payments } = useOwnPayments(syncId, "");
  const { data: found = payments } = useOwnPayments(syncId, search);
  if (payments?.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t("paymentEmpty")}
      </Text>
    );
  }
  const known = new Map([...(payments ?? []), ...(found ?? [])].map((payment) => [payment.id, payment]));
  return (
    <Select
      label={t("payment")}
      placeholder={t("paymentPlaceholder")}
      data={[...known.values()].map((payment) => ({
        value: payment.id,
        label: t("paymentOption", { number: payment.orderNumber, amount: amountText(payment.amount, payment.currency, locale) }),
      }))}
      renderOption={({ option }) => (
        <div>
          <Text size="sm">{option.label}</Text>
          <Text size="xs" c="dimmed">
            {moment(known.get(option.value)?.createdAt ?? "")}
          </Text>
        </div>
      )}
      value={value}
      onChange={onChange}
      searchable
      onSearchChange={(text) => {
        // Choosing writes the label into the field: that is no search.
        setTyped([...known.values()].some(({ orderNumber }) => text.includes(orderNumber) && text.length > orderNumber.length) ? "" : text);
      }}
      nothingFoundMessage={t("paymentNothing")}
      maw={420}
    />
  );
}
