import { Badge, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { LineJson } from "./receipt-json.ts";

interface Props {
  line: LineJson;
  /** With the number that explanations name the line by. */
  numbered?: boolean;
}

/** What is sold, and how the till is told to sell it. */
export function LineName({ line, numbered = false }: Props) {
  const t = useTranslations("receipts");
  return (
    <>
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {numbered && `${line.positionId}. `}
        {line.name}{" "}
        {line.marked && (
          <Badge size="xs" variant="light" color="gray">
            {t("cart.marked")}
          </Badge>
        )}
      </Text>
      <Text size="xs" c="dimmed">
        {t(`methods.${line.paymentMethod}`)} · {t(`objects.${line.paymentObject}`)}
      </Text>
    </>
  );
}
