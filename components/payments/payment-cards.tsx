import { Group, Paper, Stack, Text } from "@mantine/core";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { DateTime } from "#components/date-time.tsx";
import { EnvironmentBadge } from "#components/environment-badge.tsx";
import type { PaymentSort } from "#lib/payments/payment-filter-schema.ts";
import type { PaymentItem } from "./payment-json.ts";
import { PaymentStatusBadge } from "./payment-status-badge.tsx";
import { PaymentAmount, paymentHref, PaymentNote } from "./payment-table.tsx";
import classes from "./payments.module.css";
import { sortNames } from "./sort-names.ts";

interface Props {
  items: readonly PaymentItem[];
  sort: PaymentSort;
  /** Filters of the list, to come back to and to walk along. */
  query?: string;
}

/** The same list for a phone: a card per payment, the whole card is the link. */
export function PaymentCards({ items, sort, query = "" }: Props) {
  const t = useTranslations("payments.list");
  return (
    <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: "none" }} aria-label={t("caption", { sort: sortNames[sort] })}>
      {items.map((payment) => (
        <li key={payment.id}>
          <Paper withBorder p="sm" component={Link} href={paymentHref(payment.id, query)} className={classes.card}>
            <Group justify="space-between" align="flex-start" wrap="nowrap">
              <div style={{ flexShrink: 0 }}>
                <Text fw={600}>{t("orderNumber", { number: payment.orderNumber })}</Text>
                <DateTime value={payment.createdAt} fz="xs" c="dimmed" />
              </div>
              <PaymentAmount payment={payment} />
            </Group>
            <Group gap={6} mt={8}>
              <PaymentStatusBadge payment={payment} />
              <EnvironmentBadge environment={payment.environment} />
              <PaymentNote payment={payment} />
            </Group>
          </Paper>
        </li>
      ))}
    </Stack>
  );
}
