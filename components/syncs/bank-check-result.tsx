"use client";

import { Alert, Text } from "@mantine/core";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { CaOffer } from "./ca-offer.tsx";
import type { BankCheck } from "./sync-queries.ts";

interface Props {
  check: BankCheck;
  /** After the certificates were installed. */
  onRepeat: () => void;
}

/** The bank's verdict on a login, with what to do about it. */
export function BankCheckResult({ check, onRepeat }: Props) {
  const t = useTranslations("syncs.check");
  return (
    <>
      <Alert
        color={check.ok ? "green" : "red"}
        variant="light"
        icon={check.ok ? <IconCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
        title={t(check.ok ? "ok" : "bad")}
        role="status"
      >
        {!check.ok && (
          <>
            <Text size="sm">{check.message}</Text>
            {check.hint !== null && (
              <Text size="sm" c="dimmed">
                {check.hint}
              </Text>
            )}
          </>
        )}
      </Alert>
      {check.code === "tls" && <CaOffer onInstalled={onRepeat} />}
    </>
  );
}
