"use client";

import { Table, VisuallyHidden } from "@mantine/core";
import { IconCheck, IconLoader, IconX, type Icon } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { Amount } from "#components/amount.tsx";
import { DateTime } from "#components/date-time.tsx";
import { Panel } from "#components/panel.tsx";
import { StatusBadge, type Tone } from "#components/status-badge.tsx";
import type { RefundJson } from "./payment-json.ts";

const looks: Record<RefundJson["status"], { tone: Tone; icon: Icon }> = {
  pending: { tone: "warning", icon: IconLoader },
  succeeded: { tone: "success", icon: IconCheck },
  canceled: { tone: "danger", icon: IconX },
};

interface Props {
  refunds: readonly RefundJson[];
  currency: string;
}

export function RefundList({ refunds, currency }: Props) {
  const t = useTranslations("payments.refunds");
  const commented = refunds.some(({ comment }) => comment !== null && comment !== "");
  return (
    <Panel title={t("title")}>
      <Table.ScrollContainer minWidth={480}>
        <Table>
          <caption>
            <VisuallyHidden>{t("caption")}</VisuallyHidden>
          </caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t("created")}</Table.Th>
              <Table.Th scope="col">{t("status")}</Table.Th>
              <Table.Th scope="col">{t("origin")}</Table.Th>
              {commented && <Table.Th scope="col">{t("comment")}</Table.Th>}
              <Table.Th scope="col" ta="right">
                {t("amount")}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {refunds.map((refund) => (
              <Table.Tr key={refund.id}>
                <Table.Td>
                  <DateTime value={refund.createdAt} fz="sm" />
                </Table.Td>
                <Table.Td miw={130}>
                  <StatusBadge tone={looks[refund.status].tone} icon={looks[refund.status].icon}>
                    {t(`statuses.${refund.status}`)}
                  </StatusBadge>
                </Table.Td>
                <Table.Td>{t(`origins.${refund.origin}`)}</Table.Td>
                {commented && <Table.Td>{refund.comment}</Table.Td>}
                <Table.Td ta="right">
                  <Amount value={refund.amount} currency={currency} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  );
}
