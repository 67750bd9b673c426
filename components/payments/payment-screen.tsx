"use client";

import { Grid, Stack } from "@mantine/core";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { EnvironmentBadge } from "#components/environment-badge.tsx";
import { OneThing } from "#components/one-thing.tsx";
import { OuterButton } from "#components/outer-button.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { ZoneNote } from "#components/zone-note.tsx";
import { AttemptList } from "./attempt-list.tsx";
import { DeliveryList } from "./delivery-list.tsx";
import { readFilters, writeFilters } from "./payment-filters.ts";
import { PaymentIds } from "./payment-ids.tsx";
import type { PaymentJson } from "./payment-json.ts";
import { PaymentLinkPanel } from "./payment-link-panel.tsx";
import { PaymentNeighbours } from "./payment-neighbours.tsx";
import { usePayment } from "./payment-queries.ts";
import { PaymentSummary } from "./payment-summary.tsx";
import { PaymentTimeline } from "./payment-timeline.tsx";
import { ReceiptPanel } from "./receipt-panel.tsx";
import { RefundList } from "./refund-list.tsx";

interface Props {
  id: string;
  /** Who reads, so that the timeline can say "you". */
  userId: string;
  initial?: PaymentJson;
}

export function PaymentScreen({ id, userId, initial }: Props) {
  const t = useTranslations("payments.page");
  const list = writeFilters(readFilters(new URLSearchParams(useSearchParams()))).toString();
  const words = {
    loading: t("loading"),
    notFoundTitle: t("notFoundTitle"),
    notFoundText: t("notFoundText"),
    failedTitle: t("failedTitle"),
  };
  return (
    <OneThing query={usePayment(id, initial)} words={words}>
      {(payment) => <Loaded payment={payment} userId={userId} list={list} />}
    </OneThing>
  );
}

interface LoadedProps {
  payment: PaymentJson;
  userId: string;
  /** Filters of the list the reader came from. */
  list: string;
}

function Loaded({ payment, userId, list }: LoadedProps) {
  const t = useTranslations("payments.page");
  const actionWords = useTranslations("payments.actions");
  return (
    <>
      <PageHeader
        back={{ href: list === "" ? "/payments" : `/payments?${list}`, label: t(list === "" ? "back" : "backToFiltered") }}
        title={t("title", { number: payment.orderNumber })}
        badges={<EnvironmentBadge environment={payment.environment} />}
        actions={
          <>
            {payment.crmOrderUrl !== null && (
              <OuterButton href={payment.crmOrderUrl} size="sm">
                {actionWords("openInCrm")}
              </OuterButton>
            )}
            <PaymentNeighbours id={payment.id} query={list} />
          </>
        }
      />
      <Grid>
        <Grid.Col span={{ base: 12, md: 7, xl: 8 }}>
          <Stack>
            <PaymentSummary payment={payment} />
            <AttemptList payment={payment} />
            {payment.refunds.length > 0 && <RefundList refunds={payment.refunds} currency={payment.currency} />}
            <ReceiptPanel payment={payment} />
            <DeliveryList payment={payment} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5, xl: 4 }}>
          <Stack>
            <PaymentLinkPanel payment={payment} />
            <PaymentIds payment={payment} />
            <PaymentTimeline payment={payment} userId={userId} />
            <ZoneNote />
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  );
}
