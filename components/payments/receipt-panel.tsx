"use client";

import { Accordion, Button, Stack, Text } from "@mantine/core";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { amountText } from "#components/amount.tsx";
import { Panel } from "#components/panel.tsx";
import { CartContents } from "#components/receipts/cart-contents.tsx";
import { CartLines } from "#components/receipts/cart-lines.tsx";
import { CartSteps } from "#components/receipts/cart-steps.tsx";
import type { CartJson } from "#components/receipts/receipt-json.ts";
import { CloseReceiptDialog } from "./close-receipt-dialog.tsx";
import type { PaymentJson } from "./payment-json.ts";
import { ReceiptTable } from "./receipt-table.tsx";

/** What the buyer's receipts say, and what became of them. Nothing for a payment without receipts. */
export function ReceiptPanel({ payment }: { payment: PaymentJson }) {
  const t = useTranslations("receipts.panel");
  const [closing, setClosing] = useState(false);
  const { receipt, receipts, can } = payment;
  if (!receipt && receipts.length === 0) return null;
  return (
    <Panel
      title={t("title")}
      action={
        can.closeReceipt && (
          <Button
            variant="default"
            size="xs"
            onClick={() => {
              setClosing(true);
            }}
          >
            {t("close")}
          </Button>
        )
      }
    >
      <Stack gap="sm">
        {receipts.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t("empty")}
          </Text>
        ) : (
          <ReceiptTable receipts={receipts} currency={payment.currency} />
        )}
        {receipt && <ReceiptContents payment={payment} cart={receipt} />}
      </Stack>
      <CloseReceiptDialog
        paymentId={payment.id}
        opened={closing}
        onClose={() => {
          setClosing(false);
        }}
      />
    </Panel>
  );
}

/** What the order's receipt says, and those that say less than all of it. */
function ReceiptContents({ payment, cart }: { payment: PaymentJson; cart: CartJson }) {
  const t = useTranslations("receipts.panel");
  const locale = useLocale();
  return (
    <Accordion variant="separated">
      <Accordion.Item value="content">
        <Accordion.Control>{t("content")}</Accordion.Control>
        <Accordion.Panel>
          <CartContents cart={cart} />
        </Accordion.Panel>
      </Accordion.Item>
      {payment.receipts.map(({ id, kind, amount, content }) =>
        content === null ? null : (
          <Accordion.Item key={id} value={id}>
            <Accordion.Control>
              {t("partContent", { kind: t(`kinds.${kind}`), amount: amountText(amount, payment.currency, locale) })}
            </Accordion.Control>
            <Accordion.Panel>
              <CartLines lines={content.lines} amount={amount} />
              {content.steps.length > 0 && <CartSteps steps={content.steps} />}
            </Accordion.Panel>
          </Accordion.Item>
        ),
      )}
    </Accordion>
  );
}
