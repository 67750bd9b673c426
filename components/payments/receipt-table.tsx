"use client";

import { Anchor, Group, Stack, Table, Text, VisuallyHidden } from "@mantine/core";
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

interface Props {
  receipts: readonly ReceiptJson[];
  currency: string;
}

/** What became of each receipt, with its address at the data operator. */
export function ReceiptTable({ receipts, currency }: Props) {
  const t = useTranslations("receipts.panel");
  return (
    <>
      <Stack component="ul" gap="sm" p={0} m={0} hiddenFrom="sm" style={{ listStyle: "none" }} aria-label={t("caption")}>
        {receipts.map((receipt) => (
          <ReceiptItem key={receipt.id} receipt={receipt} currency={currency} />
        ))}
      </Stack>
      <ReceiptRows receipts={receipts} currency={currency} />
    </>
  );
}

interface OneProps {
  receipt: ReceiptJson;
  currency: string;
}

/** On a phone. */
function ReceiptItem({ receipt, currency }: OneProps) {
  const t = useTranslations("receipts.panel");
  return (
    <li>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={600}>
          {t(`kinds.${receipt.kind}`)}
        </Text>
        <Amount value={receipt.amount} currency={currency} fz="sm" />
      </Group>
      <Group gap="xs">
        <ReceiptState receipt={receipt} />
        <ReceiptMade receipt={receipt} />
      </Group>
    </li>
  );
}

function ReceiptRows({ receipts, currency }: Props) {
  const t = useTranslations("receipts.panel");
  return (
    <Table.ScrollContainer minWidth={400} visibleFrom="sm" scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
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

function ReceiptRow({ receipt, currency }: OneProps) {
  const t = useTranslations("receipts.panel");
  return (
    <Table.Tr>
      <Table.Td>{t(`kinds.${receipt.kind}`)}</Table.Td>
      <Table.Td>
        <ReceiptState receipt={receipt} />
      </Table.Td>
      <Table.Td>
        <ReceiptMade receipt={receipt} />
      </Table.Td>
      <Table.Td ta="right">
        <Amount value={receipt.amount} currency={currency} />
      </Table.Td>
    </Table.Tr>
  );
}

function ReceiptState({ receipt }: { receipt: ReceiptJson }) {
  const t = useTranslations("receipts.panel");
  const { tone, icon } = looks[receipt.status];
  const error = receipt.error === "bank_failed" || receipt.error === "not_made" ? receipt.error : null;
  return (
    <div>
      <StatusBadge tone={tone} icon={icon}>
        {t(`statuses.${receipt.status}`)}
      </StatusBadge>
      {error && (
        <Text size="xs" c="dimmed" mt={4}>
          {t(`errors.${error}`)}
        </Text>
      )}
    </div>
  );
}

/** When, and where the data operator shows it. */
function ReceiptMade({ receipt }: { receipt: ReceiptJson }) {
  const t = useTranslations("receipts.panel");
  return (
    <div>
      {receipt.at !== null && <DateTime value={receipt.at} fz="sm" />}
      {receipt.url !== null && (
        <Anchor href={receipt.url} target="_blank" rel="noopener noreferrer" size="sm" display="block">
          {t("open")} <IconExternalLink size={13} aria-hidden />
        </Anchor>
      )}
    </div>
  );
}
