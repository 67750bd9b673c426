"use client";

import { Alert } from "@mantine/core";
import { IconAlertTriangle, IconHandStop, IconInfoCircle, IconLoader } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useMoment } from "#components/use-moment.ts";
import type { PaymentJson } from "./payment-json.ts";
import { isPositive } from "./payment-look.ts";

/** What the reader must know before doing anything. */
export function PaymentNotices({ payment }: { payment: PaymentJson }) {
  const t = useTranslations("payments.page");
  const moment = useMoment();
  const notices: ReactNode[] = [];
  if (payment.cancelRequestedAt !== null && payment.status === "succeeded") {
    notices.push(
      <Alert key="late" color="red" variant="light" icon={<IconAlertTriangle aria-hidden />}>
        {t("overCancelled")}
      </Alert>,
    );
  }
  if (payment.refundPending || payment.checking) {
    notices.push(
      <Alert key="checking" color="orange" variant="light" icon={<IconLoader aria-hidden />}>
        {t(payment.refundPending ? "refundPendingText" : "checkingText")}
      </Alert>,
    );
  }
  if (payment.status === "waitingForCapture" && payment.holdExpiresAt !== null && isPositive(payment.heldAmount)) {
    notices.push(
      <Alert key="hold" color="orange" variant="light" icon={<IconHandStop aria-hidden />}>
        {t("holdUntil", { date: moment(payment.holdExpiresAt) })}
      </Alert>,
    );
  }
  if (payment.status === "canceled" && payment.reason !== null) {
    notices.push(
      <Alert key="reason" color="gray" variant="light" icon={<IconInfoCircle aria-hidden />}>
        {payment.cancelReason ? t("cancelReason", { reason: payment.cancelReason }) : payment.reason}
      </Alert>,
    );
  }
  return notices;
}
