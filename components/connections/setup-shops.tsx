"use client";

import { Text, Title } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useMoment } from "#components/use-moment.ts";
import type { CrmSetupView } from "#lib/connections/crm-setup-view.ts";

/** Per shop of the module: whether a payment type works with it, as far as that can be known. */
export function SetupShops({ shops }: { shops: CrmSetupView["shops"] }) {
  const t = useTranslations("connections.setup");
  const moment = useMoment();
  if (shops.length === 0) return <Text size="sm">{t("noShops")}</Text>;
  return (
    <div>
      <Title order={3} size="h5">
        {t("shops")}
      </Title>
      {shops.map(({ syncId, name, text, lastInvoiceAt }) => (
        <Text key={syncId} size="sm" mt={4}>
          <b>{name}</b>: {text}
          {lastInvoiceAt !== null && (
            <Text span size="xs" c="dimmed">
              {" "}
              ({t("lastInvoice", { date: moment(lastInvoiceAt) })})
            </Text>
          )}
        </Text>
      ))}
    </div>
  );
}
