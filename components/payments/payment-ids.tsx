"use client";

import { Stack, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { CopyText } from "#components/copy-text.tsx";
import { Panel } from "#components/panel.tsx";
import type { PaymentJson } from "./payment-json.ts";

/** Everything one may be asked for on the phone with the bank or the CRM's support. */
export function PaymentIds({ payment }: { payment: PaymentJson }) {
  const t = useTranslations("payments.ids");
  const newest = payment.attempts.at(-1);
  const ids = [
    { label: t("orderNumber"), value: payment.orderNumber },
    { label: t("bankOrderNumber"), value: newest?.orderNumber ?? null },
    { label: t("mdOrder"), value: newest?.mdOrder ?? null },
    { label: t("invoiceUuid"), value: payment.invoiceUuid },
    { label: t("orderId"), value: payment.orderId },
    { label: t("paymentId"), value: payment.id },
  ];
  return (
    <Panel title={t("title")}>
      <Stack component="dl" gap="xs" m={0}>
        {ids.map(({ label, value }) =>
          value === null ? null : (
            <div key={label}>
              <Text component="dt" size="xs" c="dimmed">
                {label}
              </Text>
              <dd style={{ margin: 0 }}>
                <CopyText value={value} label={label} />
              </dd>
            </div>
          ),
        )}
      </Stack>
    </Panel>
  );
}
