"use client";

import { notifications } from "@mantine/notifications";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";

/** Something worked: leaves by itself after four seconds. Nothing important may be said here only. */
export function notifySuccess(message: string): void {
  notifications.show({ message, color: "green", icon: <IconCheck size={18} aria-hidden />, autoClose: 4_000 });
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
