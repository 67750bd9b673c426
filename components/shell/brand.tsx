import { Group, Text } from "@mantine/core";
import { useTranslations } from "next-intl";

export function Brand() {
  const t = useTranslations("shell");
  return (
    <Group gap={8} wrap="nowrap">
      <img src="/icon.svg" alt="" width={24} height={24} />
      <Text fw={650} size="sm" lh={1.2}>
        {t("product")}
      </Text>
    </Group>
  );
}
