"use client";

import { ActionIcon, Tooltip, VisuallyHidden } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { notifyFailure, notifySuccess } from "./notify.tsx";

interface Props {
  value: string;
  /** What is copied, for those who cannot see it: "payment link". */
  label: string;
  size?: "sm" | "md" | "lg";
}

export function CopyButton({ value, label, size = "md" }: Props) {
  const t = useTranslations("shell.copy");
  const clipboard = useClipboard({ timeout: 2_000 });
  const copy = () => {
    // A page opened over plain http from another machine has no clipboard at all.
    if (!("clipboard" in navigator)) {
      notifyFailure(t("impossible"), value);
      return;
    }
    clipboard.copy(value);
    notifySuccess(t("copiedWhat", { what: label }));
  };
  const hint = clipboard.copied ? t("copied") : t("copyWhat", { what: label });
  return (
    <>
      <Tooltip label={hint}>
        <ActionIcon variant="subtle" color={clipboard.copied ? "green" : "gray"} size={size} aria-label={hint} onClick={copy}>
          {clipboard.copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
        </ActionIcon>
      </Tooltip>
      <VisuallyHidden aria-live="polite">{clipboard.copied ? t("copied") : ""}</VisuallyHidden>
    </>
  );
}
