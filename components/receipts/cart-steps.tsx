"use client";

import { List, Text, Title } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { CartJson } from "./receipt-json.ts";
import { useNoteText } from "./use-note-text.ts";
import { TextButton } from "#components/text-button.tsx";

/** So many are read; a long order with long names would bury the page below them. */
const FEW = 10;

/** What was changed to make the receipt add up, and why. */
export function CartSteps({ steps }: Pick<CartJson, "steps">) {
  const t = useTranslations("receipts.cart");
  const text = useNoteText();
  const [all, setAll] = useState(false);
  const shown = all ? steps : steps.slice(0, FEW);
  return (
    <div>
      <Title order={3} size="h6" mb={4}>
        {t("steps")}
      </Title>
      {steps.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("noSteps")}
        </Text>
      ) : (
        <List size="sm" spacing={4}>
          {shown.map((step, index) => (
            <List.Item key={`${step.key} ${String(index)}`}>{text.step(step)}</List.Item>
          ))}
        </List>
      )}
      {shown.length < steps.length && (
        <TextButton
          mt={4}
          onClick={() => {
            setAll(true);
          }}
        >
          {t("moreSteps", { count: steps.length - shown.length })}
        </TextButton>
      )}
    </div>
  );
}
