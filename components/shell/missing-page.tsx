import { Button } from "@mantine/core";
import { IconMapOff } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "#components/empty-state.tsx";

export function MissingPage() {
  const t = useTranslations("shell.notFound");
  return (
    <EmptyState
      icon={<IconMapOff size={24} aria-hidden />}
      order={1}
      title={t("title")}
      description={t("text")}
      action={
        <Button component="a" href="/" mt="xs">
          {t("home")}
        </Button>
      }
    />
  );
}
