import { Skeleton, Stack } from "@mantine/core";
import { useTranslations } from "next-intl";

export default function Loading() {
  const t = useTranslations("shell");
  return (
    <Stack aria-busy aria-label={t("loading")} role="status">
      <Skeleton h={30} w={240} />
      <Skeleton h={14} w="60%" />
      <Skeleton h={180} mt="md" />
    </Stack>
  );
}
