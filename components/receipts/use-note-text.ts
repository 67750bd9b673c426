"use client";

import { useLocale, useTranslations } from "next-intl";
import { taxKey } from "#components/syncs/tax-key.ts";
import { noteValues, type NoteTexts } from "./note-values.ts";
import type { CartJson } from "./receipt-json.ts";

type Lookup = ((key: string) => string) & { has: (key: string) => boolean };

/** Words for the rates of a receipt; a code that has none is shown itself. */
export function useVatText(): (name: string) => string {
  const t = useTranslations("receipts.vat") as unknown as Lookup;
  return (name) => (t.has(name) ? t(name) : name);
}

/** Words for what was changed in a receipt, and for what is doubtful about it. */
export function useNoteText() {
  const locale = useLocale();
  const steps = useTranslations("receipts.steps");
  const warnings = useTranslations("receipts.warnings");
  const tax = useTranslations("syncs.tax");
  const texts: NoteTexts = { locale, vat: useVatText(), taxSystem: (code) => tax(`${taxKey(code)}`) };
  return {
    step: ({ key, params }: CartJson["steps"][number]): string => steps(key, noteValues(params, texts)),
    warning: ({ key, params }: CartJson["warnings"][number]): string => warnings(key, noteValues(params, texts)),
  };
}
