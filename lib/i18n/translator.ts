import { createTranslator } from "use-intl/core";
import { log } from "#lib/log.ts";
import { defaultLocale, isLocale, type Locale } from "./locales.ts";
import { en } from "./messages/en.ts";
import { type Messages, ru } from "./messages/ru.ts";

/** Makes the keys of `useTranslations` and `getTranslations` known to the compiler. */
declare module "use-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}

export const messagesOf: Record<Locale, Messages> = { ru, en };

/** A key nobody has written, or one used without its values, gives a general text and a line in the log. */
const make = (locale: Locale) =>
  createTranslator<Messages>({
    locale,
    messages: messagesOf[locale],
    timeZone: "UTC",
    onError: (error) => {
      log.error({ error }, "message catalog");
    },
    getMessageFallback: () => messagesOf[locale].errors.unknown,
  });

type Translate = ReturnType<typeof make>;

const translators = new Map<Locale, Translate>();

/** Texts outside React, with typed keys: `translator("ru")("errors.required")`. An unknown language gets Russian. */
export function translator(locale: string): Translate {
  const known = isLocale(locale) ? locale : defaultLocale;
  const cached = translators.get(known);
  if (cached) return cached;
  const made = make(known);
  translators.set(known, made);
  return made;
}
