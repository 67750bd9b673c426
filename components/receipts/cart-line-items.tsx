"use client";

import { Group, Stack, Text } from "@mantine/core";
import { useLocale, useTranslations } from "next-intl";
import { Amount } from "#components/amount.tsx";
import { LineName } from "./line-name.tsx";
import { quantityIn } from "./note-values.ts";
import type { CartJson } from "./receipt-json.ts";
import { useVatText } from "./use-note-text.ts";

/** The lines of a receipt on a phone: as a till prints them, one below the other. */
export function CartLineItems({ lines, amount }: Pick<CartJson, "lines" | "amount">) {
  const t = useTranslations("receipts.cart");
  const vat = useVatText();
  const locale = useLocale();
  return (
    <div>
      <Stack component="ol" gap="sm" p={0} m={0} style={{ listStyle: "none" }} aria-label={t("caption")}>
        {lines.map((line) => (
          <li key={line.positionId}>
            <LineName line={line} numbered />
            <Group justify="space-between" gap="xs" wrap="nowrap">
              <Text size="sm" c="dimmed">
                {quantityIn(locale, line.quantity)} {line.unit} × <Amount value={line.price} />
              </Text>
              <Amount value={line.sum} fz="sm" />
            </Group>
            <Text size="xs" c="dimmed">
              {t("vat")}: {vat(line.vat)}
            </Text>
          </li>
        ))}
      </Stack>
      <Group justify="space-between" mt="sm">
        <Text size="sm" fw={600}>
          {t("total")}
        </Text>
        <Amount value={amount} fw={600} fz="sm" />
      </Group>
    </div>
  );
}
