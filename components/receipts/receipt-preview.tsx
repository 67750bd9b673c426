"use client";

import { Alert, Button, Group, SegmentedControl, Stack, Text, Textarea } from "@mantine/core";
import { IconReceipt } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { FormSection } from "#components/form-section.tsx";
import textClasses from "#components/text.module.css";
import { exampleCall } from "./example-call.ts";
import type { FiscalFormIn } from "./fiscal-form-values.ts";
import { PaymentPicker } from "./payment-picker.tsx";
import { PreviewResult } from "./preview-result.tsx";
import { useReceiptPreview } from "./receipt-queries.ts";

interface Props {
  syncId: string;
  /** Settings on the form that are not saved yet. */
  unsaved: (() => FiscalFormIn["fiscal"]) | null;
}

type Source = "payment" | "text";

/** Shows what the receipt of an order will be, and why. */
export function ReceiptPreview({ syncId, unsaved }: Props) {
  const t = useTranslations("receipts.preview");
  const [source, setSource] = useState<Source>("payment");
  const [paymentId, setPaymentId] = useState<string | null>(null);
  const [text, setText] = useState("");
  const preview = useReceiptPreview(syncId);
  const wish = source === "payment" ? paymentId !== null && { paymentId } : text.trim() !== "" && { text };
  const run = () => {
    if (wish) preview.mutate({ ...wish, ...(unsaved && { fiscal: unsaved() }) });
  };
  return (
    <Stack>
      <FormSection title={t("source")} description={t("text")}>
        {unsaved && <Alert color="blue" variant="light">{t("unsaved")}</Alert>}
        <SegmentedControl
          w="fit-content"
          aria-label={t("source")}
          data={[
            { value: "payment", label: t("fromPayment") },
            { value: "text", label: t("fromText") },
          ]}
          value={source}
          onChange={(chosen) => {
            setSource(chosen === "text" ? "text" : "payment");
          }}
        />
        {source === "payment" ? (
          <PaymentPicker syncId={syncId} value={paymentId} onChange={setPaymentId} />
        ) : (
          <Textarea
            label={t("paste")}
            description={t("pasteHint")}
            value={text}
            onChange={({ currentTarget }) => {
              setText(currentTarget.value);
            }}
            autosize
            minRows={6}
            maxRows={18}
            spellCheck={false}
            classNames={{ input: textClasses.mono ?? "" }}
          />
        )}
        <Group gap="xs">
          <Button leftSection={<IconReceipt size={16} aria-hidden />} loading={preview.isPending} disabled={!wish} onClick={run}>
            {t("run")}
          </Button>
          {source === "text" && (
            <Button
              variant="default"
              onClick={() => {
                setText(exampleCall);
              }}
            >
              {t("example")}
            </Button>
          )}
        </Group>
      </FormSection>
      <div aria-live="polite">
        {preview.isPending ? <Text c="dimmed" size="sm">…</Text> : <PreviewResult preview={preview.data} error={preview.error} />}
      </div>
    </Stack>
  );
}
