import { Alert } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useTranslations } from "next-intl";

/** The account is known here, but not to this reader. */
export function AskForAccess() {
  const t = useTranslations("connections.ask");
  return (
    <Alert mb="md" color="orange" variant="light" icon={<IconLock aria-hidden />} title={t("title")}>
      {t("text")}
    </Alert>
  );
}
