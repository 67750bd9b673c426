import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { type PaymentFilters, writeFilters } from "./payment-filters.ts";

/** The filtered list as a file, in its order. */
export function CsvButton({ filters }: { filters: PaymentFilters }) {
  const t = useTranslations("payments.list");
  return (
    <Button
      component="a"
      variant="default"
      href={`/api/payments.csv?${writeFilters(filters).toString()}`}
      download
      leftSection={<IconDownload size={16} aria-hidden />}
    >
      {t("csv")}
    </Button>
  );
}
