"use client";

import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FormError } from "./form-error.tsx";
import { useErrorText } from "./use-error-text.ts";

interface Props {
  opened: boolean;
  onClose: () => void;
  title: ReactNode;
  /** What happens and what cannot be undone; also the place for inputs. */
  children: ReactNode;
  /** A verb: "Refund", "Switch off". */
  confirmLabel: ReactNode;
  onConfirm: () => void;
  danger?: boolean;
  loading?: boolean;
  disabled?: boolean;
  error?: unknown;
}

/** Asks before what cannot be taken back. The safe way out has the focus, and nothing closes it while it works. */
export function ConfirmDialog({
  opened,
  onClose,
  title,
  children,
  confirmLabel,
  onConfirm,
  danger = false,
  loading = false,
  disabled = false,
  error,
}: Props) {
  const t = useTranslations("shell.dialog");
  const errorText = useErrorText();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      centered
      closeOnClickOutside={!loading}
      closeOnEscape={!loading}
      closeButtonProps={{ "aria-label": t("close"), disabled: loading }}
      attributes={{ header: { role: "presentation" } }} // the page has a banner already
    >
      <Stack>
        {typeof children === "string" ? <Text size="sm">{children}</Text> : children}
        <FormError message={error === undefined || error === null ? null : errorText(error)} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} disabled={loading} data-autofocus>
            {t("cancel")}
          </Button>
          <Button {...(danger && { color: "red" })} onClick={onConfirm} loading={loading} disabled={disabled}>
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
