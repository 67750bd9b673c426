"use client";

import { Button, Group } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { SubmitButton } from "./submit-button.tsx";

interface Props {
  saving: boolean;
  onCancel?: () => void;
  submitLabel?: ReactNode;
  disabled?: boolean;
  /** On the left, apart from the rest: switch off, delete. */
  aside?: ReactNode;
}

/** The end of a form: what destroys on the left, cancel and save on the right. Ctrl/⌘+Enter saves too: see `useSubmitKey`. */
export function SaveBar({ saving, onCancel, submitLabel, disabled = false, aside }: Props) {
  const t = useTranslations("shell.form");
  return (
    <Group justify="space-between" gap="sm">
      <div>{aside}</div>
      <Group gap="xs">
        {onCancel && (
          <Button variant="default" onClick={onCancel} disabled={saving}>
            {t("cancel")}
          </Button>
        )}
        <SubmitButton loading={saving} disabled={disabled}>
          {submitLabel ?? t("save")}
        </SubmitButton>
      </Group>
    </Group>
  );
}
