import { type Locale, LOCALE_COOKIE } from "./locales.ts";

const YEAR_SECONDS = 365 * 24 * 3_600;

/** Set-Cookie value that remembers the language. No secret, and read by the server only. */
export const localeCookie = (locale: Locale, secure: boolean): string =>
  `${LOCALE_COOKIE}=${locale}; Path=/; Max-Age=${String(YEAR_SECONDS)}; SameSite=Lax; HttpOnly${secure ? "; Secure" : ""}`;
