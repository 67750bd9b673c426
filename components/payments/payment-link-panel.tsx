"use client";

import { Stack, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { CopyField } from "#components/copy-field.tsx";
import { OuterButton } from "#components/outer-button.tsx";
import { Panel } from "#components/panel.tsx";
import type { PaymentJson } from "./payment-json.ts";
import { smsParts } from "./sms-parts.ts";

/** The short link: to send, to open, and what it costs as an SMS. */
export function PaymentLinkPanel({ payment }: { payment: PaymentJson }) {
  const t = useTranslations("payments.link");
  const open = payment.status === "pending" && payment.cancelRequestedAt === null;
  const text = t("smsSample", { number: payment.orderNumber, url: payment.shortUrl });
  return (
    <Panel title={t("title")}>
      <Stack gap="xs">
        <CopyField label={t("short")} value={payment.shortUrl} />
        <Text size="xs" c="dimmed">
          {t(open ? "never" : "closed")}
        </Text>
        {open && (
          <>
            <Text size="xs" c="dimmed">
              {t("smsText", { text, length: text.length, parts: smsParts(text) })}
            </Text>
            <OuterButton href={payment.shortUrl}>{t("open")}</OuterButton>
          </>
        )}
      </Stack>
    </Panel>
  );
}
