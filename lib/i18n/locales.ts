export const locales = ["ru", "en"] as const;

export type Locale = (typeof locales)[number];

export const defaultLocale: Locale = "ru";

export const LOCALE_COOKIE = "locale";

export const isLocale = (value: unknown): value is Locale => locales.some((locale) => locale === value);
