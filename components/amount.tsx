import { Text, type TextProps } from "@mantine/core";
import { useLocale } from "next-intl";
import { formatMoney, parseRoubles } from "#lib/money.ts";
import classes from "./text.module.css";

interface Props extends TextProps {
  /** Roubles as the API tells them, "1999.90", or kopecks. */
  value: string | bigint;
  currency?: string;
}

/** A sum for people, in digits of equal width. Text that is no sum is shown as it came, never as a guess. */
export function Amount({ value, currency = "RUB", ...rest }: Props) {
  const locale = useLocale();
  return (
    <Text span inherit {...rest} className={classes.amount}>
      {amountText(value, currency, locale)}
    </Text>
  );
}

export function amountText(value: string | bigint, currency: string, locale: string): string {
  if (typeof value === "bigint") return formatMoney(value, currency, locale);
  const parsed = parseRoubles(value);
  return parsed.ok ? formatMoney(parsed.kopecks, currency, locale) : value;
}
