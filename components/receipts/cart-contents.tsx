"use client";

import { Alert, List, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useLocale, useTranslations } from "next-intl";
import { amountText } from "#components/amount.tsx";
import { Fact, Facts } from "#components/fact.tsx";
import { taxKey } from "#components/syncs/tax-key.ts";
import { CartLines } from "./cart-lines.tsx";
import { CartSteps } from "./cart-steps.tsx";
import type { CartJson } from "./receipt-json.ts";
import { useNoteText, useVatText } from "./use-note-text.ts";

/** All of a receipt: lines, VAT, the buyer, and what was changed to make it add up. */
export function CartContents({ cart }: { cart: CartJson }) {
  return (
    <Stack gap="md">
      <CartWarnings cart={cart} />
      <CartLines lines={cart.lines} amount={cart.amount} />
      <CartFacts cart={cart} />
      <CartSteps steps={cart.steps} />
    </Stack>
  );
}

function CartWarnings({ cart }: { cart: CartJson }) {
  const t = useTranslations("receipts.cart");
  const text = useNoteText();
  if (cart.warnings.length === 0) return null;
  return (
    <Alert color="orange" variant="light" icon={<IconAlertTriangle aria-hidden />} title={t("warnings")}>
      <List size="sm">
        {cart.warnings.map((warning, index) => (
          <List.Item key={`${warning.key} ${String(index)}`}>{text.warning(warning)}</List.Item>
        ))}
      </List>
    </Alert>
  );
}

function CartFacts({ cart }: { cart: CartJson }) {
  const t = useTranslations("receipts.cart");
  const tax = useTranslations("syncs.tax");
  const locale = useLocale();
  const vat = useVatText();
  const money = (sum: string) => amountText(sum, "RUB", locale);
  const { email, phone, inn, fullName } = cart.buyer;
  const buyer = [email, phone && `+${phone}`, fullName, inn && t("inn", { inn })].filter((part) => part !== undefined && part !== "");
  return (
    <Facts>
      <Fact label={t("taxes")}>
        {cart.taxes.map(({ vat: name, tax: inside, sum }) => (
          <Text key={name} size="sm">
            {t(name === "none" ? "taxNone" : "taxLine", { rate: vat(name), tax: money(inside), sum: money(sum) })}
          </Text>
        ))}
      </Fact>
      <Fact label={t("buyer")}>
        {buyer.map((part) => (
          <Text key={part} size="sm" style={{ overflowWrap: "anywhere" }}>
            {part}
          </Text>
        ))}
      </Fact>
      <Fact label={t("taxSystem")}>{tax(`${taxKey(cart.taxSystem)}`)}</Fact>
    </Facts>
  );
}
