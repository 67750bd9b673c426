"use client";

import { Box, Table, VisuallyHidden } from "@mantine/core";
import { useLocale, useTranslations } from "next-intl";
import { Amount } from "#components/amount.tsx";
import { CartLineItems } from "./cart-line-items.tsx";
import { LineName } from "./line-name.tsx";
import { quantityIn } from "./note-values.ts";
import type { CartJson, LineJson } from "./receipt-json.ts";
import { useVatText } from "./use-note-text.ts";

/** The lines of a receipt as a till prints them. */
export function CartLines(cart: Pick<CartJson, "lines" | "amount">) {
  return (
    <>
      <Box hiddenFrom="sm">
        <CartLineItems {...cart} />
      </Box>
      <Box visibleFrom="sm">
        <CartTable {...cart} />
      </Box>
    </>
  );
}

function CartTable({ lines, amount }: Pick<CartJson, "lines" | "amount">) {
  const t = useTranslations("receipts.cart");
  return (
    // Reachable by keyboard where it has to be scrolled.
    <Table.ScrollContainer minWidth={500} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table verticalSpacing={6} horizontalSpacing={6}>
        <caption>
          <VisuallyHidden>{t("caption")}</VisuallyHidden>
        </caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t("position")}</Table.Th>
            <Table.Th scope="col">{t("name")}</Table.Th>
            <Table.Th scope="col" ta="right">
              {t("quantity")}
            </Table.Th>
            <Table.Th scope="col" ta="right">
              {t("price")}
            </Table.Th>
            <Table.Th scope="col">{t("vat")}</Table.Th>
            <Table.Th scope="col" ta="right">
              {t("sum")}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line) => (
            <CartLine key={line.positionId} line={line} />
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th scope="row" colSpan={5}>
              {t("total")}
            </Table.Th>
            <Table.Td ta="right">
              <Amount value={amount} fw={600} />
            </Table.Td>
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </Table.ScrollContainer>
  );
}

function CartLine({ line }: { line: LineJson }) {
  const vat = useVatText();
  const locale = useLocale();
  return (
    <Table.Tr>
      <Table.Td c="dimmed">{line.positionId}</Table.Td>
      <Table.Td>
        <LineName line={line} />
      </Table.Td>
      <Table.Td ta="right" style={{ whiteSpace: "nowrap" }}>
        {quantityIn(locale, line.quantity)} {line.unit}
      </Table.Td>
      <Table.Td ta="right">
        <Amount value={line.price} />
      </Table.Td>
      <Table.Td style={{ whiteSpace: "nowrap" }}>{vat(line.vat)}</Table.Td>
      <Table.Td ta="right">
        <Amount value={line.sum} />
      </Table.Td>
    </Table.Tr>
  );
}
