"use client";

import { Anchor, Group, Paper, Stack, Text } from "@mantine/core";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Amount, amountText } from "#components/amount.tsx";
import { DateTime } from "#components/date-time.tsx";
import { Fact, Facts } from "#components/fact.tsx";
import { PaymentActions } from "./payment-actions.tsx";
import type { PaymentJson } from "./payment-json.ts";
import { isPositive } from "./payment-look.ts";
import { PaymentNotices } from "./payment-notices.tsx";
import { PaymentStatusBadge } from "./payment-status-badge.tsx";

/** Amount and status largest, then what can be done now, then the facts. */
export function PaymentSummary({ payment }: { payment: PaymentJson }) {
  return (
    <Paper withBorder p="md">
      <Stack>
        <Group justify="space-between" align="center">
          <div>
            <Amount value={payment.amount} currency={payment.currency} fz="2rem" fw={700} lh={1.2} />
            <PartlyCaptured payment={payment} />
          </div>
          <div aria-live="polite">
            <PaymentStatusBadge payment={payment} size="xl" />
          </div>
        </Group>
        <PaymentNotices payment={payment} />
        <PaymentActions payment={payment} />
        <PaymentFacts payment={payment} />
      </Stack>
    </Paper>
  );
}

/** A smaller sum than the invoice's must not hide among the facts. */
function PartlyCaptured({ payment }: { payment: PaymentJson }) {
  const t = useTranslations("payments.list");
  const locale = useLocale();
  if (!isPositive(payment.capturedAmount) || payment.capturedAmount === payment.amount) return null;
  return (
    <Text size="sm" fw={600}>
      {t("captured", { amount: amountText(payment.capturedAmount, payment.currency, locale) })}
    </Text>
  );
}

function PaymentFacts({ payment }: { payment: PaymentJson }) {
  const t = useTranslations("payments.page");
  const { currency } = payment;
  return (
    <Facts>
      <Fact label={t("created")}>
        <DateTime value={payment.createdAt} />
      </Fact>
      {payment.paidAt !== null && (
        <Fact label={t("paid")}>
          <DateTime value={payment.paidAt} />
        </Fact>
      )}
      <MoneyFact label={t("held")} value={payment.heldAmount} currency={currency} />
      <MoneyFact label={t("captured")} value={payment.capturedAmount} currency={currency} />
      <MoneyFact label={t("refunded")} value={payment.refundedAmount} currency={currency} />
      <Fact label={t("opened")}>{payment.openedAt === null ? t("openedNever") : <Opened payment={payment} openedAt={payment.openedAt} />}</Fact>
      <Fact label={t("sync")}>
        <Anchor component={Link} href={`/syncs/${payment.syncId}`}>
          {payment.syncName}
        </Anchor>
      </Fact>
      <Fact label={t("connection")}>
        <Anchor component={Link} href={`/connections/${payment.connectionId}`}>
          {payment.connectionName}
        </Anchor>
      </Fact>
    </Facts>
  );
}

function Opened({ payment, openedAt }: { payment: PaymentJson; openedAt: string }) {
  const t = useTranslations("payments");
  return (
    <>
      {t("page.openedCount", { count: payment.openCount })}, {t("page.openedFirst")} <DateTime value={openedAt} />
    </>
  );
}

function MoneyFact({ label, value, currency }: { label: string; value: string; currency: string }) {
  if (!isPositive(value)) return null;
  return (
    <Fact label={label}>
      <Amount value={value} currency={currency} />
    </Fact>
  );
}
