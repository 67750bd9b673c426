"use client";

import { Grid, Stack } from "@mantine/core";
import { useTranslations } from "next-intl";
import { EnvironmentBadge } from "#components/environment-badge.tsx";
import { OneThing } from "#components/one-thing.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { AttemptList } from "./attempt-list.tsx";
import { DeliveryList } from "./delivery-list.tsx";
import { PaymentIds } from "./payment-ids.tsx";
import type { PaymentJson } from "./payment-json.ts";
import { PaymentLinkPanel } from "./payment-link-panel.tsx";
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
  const words = {
    loading: t("loading"),
    notFoundTitle: t("notFoundTitle"),
    notFoundText: t("notFoundText"),
    failedTitle: t("failedTitle"),
  };
  return (
    <OneThing query={usePayment(id, initial)} words={words}>
      {(payment) => <Loaded payment={payment} userId={userId} back={{ href: "/payments", label: t("back") }} />}
    </OneThing>
  );
}

function Loaded({ payment, userId, back }: { payment: PaymentJson; userId: string; back: { href: string; label: string } }) {
  const t = useTranslations("payments.page");
  return (
    <>
      <PageHeader
        back={back}
        title={t("title", { number: payment.orderNumber })}
        badges={<EnvironmentBadge environment={payment.environment} />}
      />
      <Grid>
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack>
            <PaymentSummary payment={payment} />
            <AttemptList payment={payment} />
            {payment.refunds.length > 0 && <RefundList refunds={payment.refunds} currency={payment.currency} />}
            <ReceiptPanel payment={payment} />
            <DeliveryList payment={payment} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Stack>
            <PaymentLinkPanel payment={payment} />
            <PaymentIds payment={payment} />
            <PaymentTimeline payment={payment} userId={userId} />
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  );
}
