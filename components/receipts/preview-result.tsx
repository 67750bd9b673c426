"use client";

import { Accordion, Alert, Code, Group, List, Stack } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useLocale, useTranslations } from "next-intl";
import { amountText } from "#components/amount.tsx";
import { ApiError } from "#components/api-client.ts";
import { CopyButton } from "#components/copy-button.tsx";
import { ErrorState } from "#components/error-state.tsx";
import { Panel } from "#components/panel.tsx";
import { CartContents } from "./cart-contents.tsx";
import type { PreviewJson } from "./receipt-json.ts";

interface Props {
  preview: PreviewJson | undefined;
  error: Error | null;
}

export function PreviewResult({ preview, error }: Props) {
  const t = useTranslations("receipts.preview");
  if (error instanceof ApiError && Object.keys(error.fields).length > 0) return <WrongFields fields={error.fields} />;
  if (error) return <ErrorState error={error} title={t("refused")} />;
  if (!preview) return null;
  if (preview.ok) return <Made preview={preview} />;
  return (
    <Alert color="red" variant="light" role="alert" icon={<IconAlertTriangle aria-hidden />} title={t("refused")}>
      {preview.message}
    </Alert>
  );
}

function Made({ preview }: { preview: Extract<PreviewJson, { ok: true }> }) {
  const t = useTranslations("receipts.preview");
  const locale = useLocale();
  const bundle = JSON.stringify({ taxSystem: preview.taxSystem, orderBundle: preview.orderBundle }, null, 2);
  return (
    <Stack>
      <Panel title={t("resultTitle", { amount: amountText(preview.receipt.amount, "RUB", locale) })}>
        <CartContents cart={preview.receipt} />
      </Panel>
      <Accordion variant="separated">
        <Accordion.Item value="bundle">
          <Accordion.Control>{t("bundle")}</Accordion.Control>
          <Accordion.Panel>
            <Group justify="flex-end">
              <CopyButton value={bundle} label={t("bundleLabel")} />
            </Group>
            <Code block mah={420} style={{ overflow: "auto" }} tabIndex={0}>
              {bundle}
            </Code>
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Stack>
  );
}

function WrongFields({ fields }: { fields: Record<string, string[]> }) {
  const t = useTranslations("receipts.preview");
  return (
    <Alert color="red" variant="light" role="alert" icon={<IconAlertTriangle aria-hidden />} title={t("wrongFields")}>
      <List size="sm">
        {Object.entries(fields).map(([name, messages]) => (
          <List.Item key={name}>
            {name !== "text" && <Code>{name}</Code>} {messages.join("; ")}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
