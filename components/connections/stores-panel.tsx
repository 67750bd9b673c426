"use client";

import { Alert, Stack, Table, Text, VisuallyHidden } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { Panel } from "#components/panel.tsx";
import type { ConnectionView } from "#lib/connections/connection-view.ts";

export function StoresPanel({ connection }: { connection: ConnectionView }) {
  const t = useTranslations("connections.stores");
  const { sites, siteAccess } = connection;
  return (
    <Panel title={t("title")}>
      <Stack gap="sm">
        {siteAccess === "access_selective" ? (
          <Alert color="orange" variant="light" icon={<IconAlertTriangle aria-hidden />}>
            {t("some")}
          </Alert>
        ) : (
          <Text size="sm">{t(sites.length === 0 ? "none" : "all")}</Text>
        )}
        {sites.length > 0 && (
          <Table>
            <caption>
              <VisuallyHidden>{t("caption")}</VisuallyHidden>
            </caption>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t("name")}</Table.Th>
                <Table.Th scope="col">{t("code")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {sites.map((site) => (
                <Table.Tr key={site.code}>
                  <Table.Td>{site.name}</Table.Td>
                  <Table.Td ff="monospace">{site.code}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Stack>
    </Panel>
  );
}
