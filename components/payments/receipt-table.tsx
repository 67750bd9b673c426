"use client";

import { Anchor, Table, Text, VisuallyHidden } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconClock, IconExternalLink, IconLoader, IconX, type Icon } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { Amount } from "#components/amount.tsx";
import { DateTime } from "#components/date-time.tsx";
import type { ReceiptJson } from "#components/receipts/receipt-json.ts";
import { StatusBadge, type Tone } from "#components/status-badge.tsx";

const looks: Record<ReceiptJson["status"], { tone: Tone; icon: Icon }> = {
  expected: { tone: "neutral", icon: IconClock },
  sent: { tone: "neutral", icon: IconLoader },
  delivered: { tone: "success", icon: IconCheck },
  failed: { tone: "danger", icon: IconX },
  missing: { tone: "danger", icon: IconAlertTriangle },
};

/** What became of each receipt, with its address at the data operator. */
export function ReceiptTable({ receipts, currency }: { receipts: readonly ReceiptJson[]; currency: string }) {
  const t = useTranslations("receipts.panel");
  return (
    <Table.ScrollContainer minWidth={440} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table>
        <caption>
          <VisuallyHidden>{t("caption")}</VisuallyHidden>
        </caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t("kind")}</Table.Th>
            <Table.Th scope="col">{t("status")}</Table.Th>
            <Table.Th scope="col">{t("at")}</Table.Th>
            <Table.Th scope="col" ta="right">
              {t("amount")}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {receipts.map((receipt) => (
            <ReceiptRow key={receipt.id} receipt={receipt} currency={currency} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function ReceiptRow({ receipt, currency }: { receipt: ReceiptJson; currency: string }) {
  const t = useTranslations("receipts.panel");
  const { tone, icon } = looks[receipt.status];
  const error = receipt.error === "bank_failed" || receipt.error === "not_made" ? receipt.error : null;
  return (
    <Table.Tr>
      <Table.Td>{t(`kinds.${receipt.kind}`)}</Table.Td>
      <Table.Td>
        <StatusBadge tone={tone} icon={icon}>
          {t(`statuses.${receipt.status}`)}
        </StatusBadge>
        {error && (
          <Text size="xs" c="dimmed" mt={4}>
            {t(`errors.${error}`)}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        {receipt.at !== null && <DateTime value={receipt.at} size="sm" />}
        {receipt.url !== null && (
          <Anchor href={receipt.url} target="_blank" rel="noopener noreferrer" size="sm" display="block">
            {t("open")} <IconExternalLink size={13} aria-hidden />
          </Anchor>
        )}
      </Table.Td>
      <Table.Td ta="right">
        <Amount value={receipt.amount} currency={currency} />
      </Table.Td>
    </Table.Tr>
  );
}
