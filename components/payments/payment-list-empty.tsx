"use client";

import { Button } from "@mantine/core";
import { IconFilterOff, IconReceipt } from "@tabler/icons-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { EmptyState } from "#components/empty-state.tsx";
import { useSyncs } from "#components/syncs/sync-queries.ts";

/** Nothing yet, with the next step towards a first payment; or nothing that matches, with the way back. */
export function PaymentListEmpty({ filtered, onReset }: { filtered: boolean; onReset: () => void }) {
  const t = useTranslations("payments");
  const syncs = useSyncs().data;
  if (filtered) {
    return (
      <EmptyState
        icon={<IconFilterOff size={24} aria-hidden />}
        title={t("empty.noMatchTitle")}
        description={t("empty.noMatchText")}
        action={
          <Button variant="default" onClick={onReset}>
            {t("filters.reset")}
          </Button>
        }
      />
    );
  }
  const unconnected = syncs?.length === 0;
  return (
    <EmptyState
      icon={<IconReceipt size={24} aria-hidden />}
      title={t("empty.nothingTitle")}
      description={t("empty.nothingText")}
      action={
        <Button component={Link} href={unconnected ? "/" : "/syncs"} variant="default">
          {t(unconnected ? "empty.nothingActionStart" : "empty.nothingActionSync")}
        </Button>
      }
    />
  );
}
