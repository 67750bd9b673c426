import { IconAlertTriangle, IconCheck, IconLoader, IconQuestionMark, IconX } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { StatusBadge } from "#components/status-badge.tsx";
import type { RunJson } from "./reconciliation-json.ts";

/** A run in a word. "All agree" is said only when all was compared. */
export function RunResult({ run }: { run: RunJson }) {
  const t = useTranslations("reconciliation.runs");
  if (run.state === "running") {
    return (
      <StatusBadge tone="info" icon={IconLoader}>
        {t("running")}
      </StatusBadge>
    );
  }
  if (run.state === "failed") {
    return (
      <StatusBadge tone="danger" icon={IconX}>
        {t("failed")}
      </StatusBadge>
    );
  }
  if (run.differences > 0) {
    return (
      <StatusBadge tone="danger" icon={IconAlertTriangle}>
        {t("found", { count: run.differences })}
      </StatusBadge>
    );
  }
  const unsure = run.notJudged + run.crmNotJudged > 0;
  return (
    <StatusBadge tone={unsure ? "warning" : "success"} icon={unsure ? IconQuestionMark : IconCheck}>
      {t(unsure ? "unsure" : "allAgree")}
    </StatusBadge>
  );
}
