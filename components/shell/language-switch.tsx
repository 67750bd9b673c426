"use client";

import { SegmentedControl } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { api } from "#components/api-client.ts";
import { notifyFailure } from "#components/notify.tsx";
import { useErrorText } from "#components/use-error-text.ts";
import { isLocale, type Locale, locales } from "#lib/i18n/locales.ts";

interface Props {
  /** "ru" and "en" instead of whole words. */
  short?: boolean;
}

export function LanguageSwitch({ short = false }: Props) {
  const t = useTranslations("shell.language");
  const current = useLocale();
  const router = useRouter();
  const errorText = useErrorText();
  const [waiting, startTransition] = useTransition();
  const [chosen, setChosen] = useState<Locale | null>(null);

  const choose = async (locale: string) => {
    if (!isLocale(locale) || locale === current) return;
    setChosen(locale);
    try {
      await api("/api/locale", { method: "PUT", body: { locale } });
      startTransition(() => {
        router.refresh();
      });
    } catch (error) {
      notifyFailure(errorText(error));
    } finally {
      setChosen(null);
    }
  };

  return (
    <SegmentedControl
      size="xs"
      aria-label={t("label")}
      value={chosen ?? current}
      disabled={waiting}
      onChange={(locale) => {
        void choose(locale);
      }}
      data={locales.map((locale) => ({ value: locale, label: short ? locale.toUpperCase() : t(locale) }))}
    />
  );
}
