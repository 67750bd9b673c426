"use client";

import { Kbd, Modal, Table } from "@mantine/core";
import { useTranslations } from "next-intl";
import { Fragment } from "react";

const shortcuts = [
  { name: "palette", keys: [["Ctrl", "K"], ["⌘", "K"]] },
  { name: "search", keys: [["/"]] },
  { name: "neighbours", keys: [["←"], ["→"]] },
  { name: "save", keys: [["Ctrl", "Enter"], ["⌘", "Enter"]] },
  { name: "close", keys: [["Esc"]] },
  { name: "list", keys: [["?"]] },
] as const;

interface Props {
  opened: boolean;
  onClose: () => void;
}

/** Everything the keyboard can do here. */
export function Shortcuts({ opened, onClose }: Props) {
  const t = useTranslations("shell");
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={t("shortcuts.title")}
      closeButtonProps={{ "aria-label": t("dialog.close") }}
      attributes={{ header: { role: "presentation" } }} // the page has a banner already
    >
      <Table withRowBorders={false} verticalSpacing={6}>
        <Table.Tbody>
          {shortcuts.map(({ name, keys }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={400}>
                {t(`shortcuts.${name}`)}
              </Table.Th>
              <Table.Td ta="right">
                {keys.map((combination, index) => (
                  <Fragment key={combination.join("+")}>
                    {index > 0 && ` ${t("shortcuts.or")} `}
                    {combination.map((key, place) => (
                      <Fragment key={key}>
                        {place > 0 && " + "}
                        <Kbd>{key}</Kbd>
                      </Fragment>
                    ))}
                  </Fragment>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
