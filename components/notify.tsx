"use client";

import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";

/** Something worked: leaves by itself after four seconds. Nothing important may be said here only. */
export function notifySuccess(message: string): void {
  notifications.show({ message, color: "green", icon: <IconCheck size={18} aria-hidden />, autoClose: 4_000 });
}

/** Something worked that is as easily taken back: the way back stays for as long as one needs to notice a slip. */
export function notifyWithUndo(message: string, undo: { label: string; run: () => void }): void {
  const id = notifications.show({
    color: "green",
    icon: <IconCheck size={18} aria-hidden />,
    autoClose: 8_000,
    message: (
      <Group justify="space-between" gap="xs" wrap="nowrap">
        {message}
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => {
            notifications.hide(id);
            undo.run();
          }}
        >
          {undo.label}
        </Button>
      </Group>
    ),
  });
}

/** Something failed: stays until closed, with the details that help to ask for help. */
export function notifyFailure(title: string, details?: ReactNode): void {
  notifications.show({
    title,
    message: details ?? null,
    color: "red",
    icon: <IconAlertTriangle size={18} aria-hidden />,
    autoClose: false,
    role: "alert",
  });
}
