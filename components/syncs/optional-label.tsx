import { Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

/** Required is the norm; what may stay empty says so. */
export function OptionalLabel({ children }: { children: ReactNode }) {
  const t = useTranslations("shell.form");
  return (
    <>
      {children}{" "}
      <Text span size="xs" c="dimmed">
        {t("optional")}
      </Text>
    </>
  );
}
