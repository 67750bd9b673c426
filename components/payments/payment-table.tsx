import { Group, Stack, Table, Text, VisuallyHidden } from "@mantine/core";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Amount, amountText } from "#components/amount.tsx";
import { DateTime } from "#components/date-time.tsx";
import { EnvironmentBadge } from "#components/environment-badge.tsx";
import { useMoment } from "#components/use-moment.ts";
import type { PaymentItem } from "./payment-json.ts";
import { PaymentStatusBadge } from "./payment-status-badge.tsx";
import { isPositive } from "./payment-look.ts";
import classes from "./payments.module.css";
import { SortHead, type Sorting } from "./sort-head.tsx";
import { sortNames } from "./sort-names.ts";

interface Props extends Sorting {
  items: readonly PaymentItem[];
  /** Filters of the list, to come back to and to walk along. */
  query?: string;
}

export const paymentHref = (id: string, query: string): string => `/payments/${id}${query === "" ? "" : `?${query}`}`;

export function PaymentTable({ items, query = "", sort, onSort }: Props) {
  const t = useTranslations("payments.list");
  return (
    <Table.ScrollContainer minWidth={680}>
      <Table verticalSpacing="sm">
        <caption>
          <VisuallyHidden>{t("caption", { sort: sortNames[sort] })}</VisuallyHidden>
        </caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t("order")}</Table.Th>
            <Table.Th scope="col">{t("status")}</Table.Th>
            <Table.Th scope="col">{t("sync")}</Table.Th>
            <SortHead column="createdAt" label={t("created")} sort={sort} onSort={onSort} />
            <SortHead column="amount" label={t("amount")} right sort={sort} onSort={onSort} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((payment) => (
            <PaymentRow key={payment.id} payment={payment} href={paymentHref(payment.id, query)} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function PaymentRow({ payment, href }: { payment: PaymentItem; href: string }) {
  const t = useTranslations("payments.list");
  return (
    <Table.Tr className={classes.row}>
      <Table.Td>
        <Link href={href} className={classes.rowLink} aria-label={t("openOrder", { number: payment.orderNumber })}>
          {t("orderNumber", { number: payment.orderNumber })}
        </Link>
      </Table.Td>
      <Table.Td>
        <Stack gap={2} align="flex-start">
          <Group gap={6}>
            <PaymentStatusBadge payment={payment} />
            <EnvironmentBadge environment={payment.environment} />
          </Group>
          <PaymentNote payment={payment} />
        </Stack>
      </Table.Td>
      <Table.Td>
        <Text size="sm">{payment.syncName}</Text>
        <Text size="xs" c="dimmed">
          {payment.connectionName}
        </Text>
      </Table.Td>
      <Table.Td>
        <DateTime value={payment.createdAt} fz="sm" />
      </Table.Td>
      <Table.Td ta="right">
        <PaymentAmount payment={payment} />
      </Table.Td>
    </Table.Tr>
  );
}

/** What a status alone does not say: when it was paid, why it was not, or that nobody has opened the link. */
export function PaymentNote({ payment }: { payment: PaymentItem }) {
  const t = useTranslations("payments.list");
  const moment = useMoment();
  const note = () => {
    if (payment.paidAt !== null) return t("paidAt", { date: moment(payment.paidAt) });
    if (payment.reason !== null) return payment.reason;
    if (payment.status !== "pending") return null;
    return payment.openCount === 0 ? t("notOpened") : t("openedTimes", { count: payment.openCount });
  };
  return (
    <Text size="xs" c="dimmed" maw={320} lineClamp={2}>
      {note()}
    </Text>
  );
}

export function PaymentAmount({ payment }: { payment: PaymentItem }) {
  const t = useTranslations("payments.list");
  const locale = useLocale();
  const words = (value: string) => amountText(value, payment.currency, locale);
  const partlyCaptured = isPositive(payment.capturedAmount) && payment.capturedAmount !== payment.amount;
  return (
    <Stack gap={0} align="flex-end" ta="right">
      <Amount value={payment.amount} currency={payment.currency} fw={600} />
      {partlyCaptured && (
        <Text size="xs" c="dimmed">
          {t("captured", { amount: words(payment.capturedAmount) })}
        </Text>
      )}
      {isPositive(payment.refundedAmount) && (
        <Text size="xs" c="dimmed">
          {t("refunded", { amount: words(payment.refundedAmount) })}
        </Text>
      )}
    </Stack>
  );
}
