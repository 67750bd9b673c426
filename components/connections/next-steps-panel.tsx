"use client";

import { List, Stack, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { Panel } from "#components/panel.tsx";
import { bold, outerLink } from "#components/rich-text.tsx";
import type { ConnectionView } from "#lib/connections/connection-view.ts";

/** The module's name as it stands in RetailCRM, which follows the account's language. */
const moduleName = ({ locale }: ConnectionView): string => (locale === "en" ? "Alfa-Bank" : "Альфа-Банк");

/** What is left to do inside RetailCRM itself, with its own names for menus (protocols: retailcrm 6.5). */
export function NextStepsPanel({ connection }: { connection: ConnectionView }) {
  const t = useTranslations("connections.next");
  const crm = connection.publicUrl ?? connection.systemUrl;
  const types = `${crm}/admin/payment-types`;
  const tags = { b: bold, link: outerLink(types) };
  return (
    <Panel title={t("title")} anchor="next">
      <Stack gap="sm">
        <Text size="sm">{t("intro")}</Text>
        <List type="ordered" size="sm" spacing="xs">
          <List.Item>{t.rich("type", tags)}</List.Item>
          <List.Item>{t.rich("integrate", { ...tags, module: moduleName(connection) })}</List.Item>
          <List.Item>{t.rich("statuses", tags)}</List.Item>
          <List.Item>{t.rich("delivery", tags)}</List.Item>
          <List.Item>{t.rich("old", tags)}</List.Item>
          <List.Item>{t.rich("invoice", tags)}</List.Item>
        </List>
      </Stack>
    </Panel>
  );
}
