import { IconFlask, IconSchool } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { StatusBadge } from "./status-badge.tsx";

interface Props {
  environment: "sandbox" | "test" | "production";
}

/** Money is not real here. Production is the norm and carries no pill. */
export function EnvironmentBadge({ environment }: Props) {
  const t = useTranslations("shell.environment");
  if (environment === "production") return null;
  return (
    <StatusBadge tone="note" icon={environment === "test" ? IconFlask : IconSchool}>
      {t(environment)}
    </StatusBadge>
  );
}
