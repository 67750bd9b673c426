"use client";

import { Button, Stack, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "#components/confirm-dialog.tsx";
import { notifyFailure, notifySuccess } from "#components/notify.tsx";
import { TextLink } from "#components/text-link.tsx";
import { useErrorText } from "#components/use-error-text.ts";
import type { SyncView } from "#lib/syncs/sync-view.ts";
import { useSwitchSync } from "./sync-queries.ts";

/** Off asks first and names the payments under way; on is harmless and asks nothing. */
export function SyncSwitch({ sync }: { sync: SyncView }) {
  const t = useTranslations("syncs.switch");
  const errorText = useErrorText();
  const [asking, setAsking] = useState(false);
  const change = useSwitchSync(sync.id);
  const turn = (enabled: boolean) => {
    change.mutate(enabled, {
      onSuccess: () => {
        notifySuccess(t(enabled ? "onDone" : "offDone"));
        setAsking(false);
      },
      onError: (error) => {
        if (enabled) notifyFailure(errorText(error));
      },
    });
  };
  if (!sync.enabled) {
    return (
      <Button
        variant="default"
        loading={change.isPending}
        onClick={() => {
          turn(true);
        }}
      >
        {t("on")}
      </Button>
    );
  }
  return (
    <>
      <Button
        variant="default"
        onClick={() => {
          setAsking(true);
        }}
      >
        {t("off")}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={() => {
          setAsking(false);
          change.reset();
        }}
        title={t("offTitle", { name: sync.name })}
        confirmLabel={t("off")}
        danger
        loading={change.isPending}
        error={change.error}
        onConfirm={() => {
          turn(false);
        }}
      >
        <Stack gap="xs">
          <Text size="sm">{t("offText")}</Text>
          <Text size="sm">
            {t("offOpen", { count: sync.openPayments })}{" "}
            {sync.openPayments > 0 && (
              <TextLink href={`/payments?syncId=${sync.id}&status=pending`}>
                {t("offOpenLink")}
              </TextLink>
            )}
          </Text>
          <Text size="sm" c="dimmed">
            {t("offUndo")}
          </Text>
        </Stack>
      </ConfirmDialog>
    </>
  );
}
