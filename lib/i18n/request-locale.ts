import { readCookies } from "#lib/http/read-cookies.ts";
import { defaultLocale, isLocale, type Locale, LOCALE_COOKIE } from "./locales.ts";

/** Languages of an Accept-Language header, the preferred one first. */
const accepted = (header: string): string[] =>
  header
    .split(",", 20)
    .map((entry) => {
      const [tag = "", ...params] = entry.split(";");
      const q = params.map((param) => /^\s*q=([\d.]+)\s*$/.exec(param)?.[1]).find((value) => value !== undefined);
      return { language: tag.trim().slice(0, 2).toLowerCase(), quality: q === undefined ? 1 : Number(q) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ language }) => language);

/** What the reader chose, else what their browser prefers of our languages, else Russian. */
export function pickLocale(cookie: string | undefined, acceptLanguage: string | null): Locale {
  if (isLocale(cookie)) return cookie;
  return accepted(acceptLanguage ?? "").find(isLocale) ?? defaultLocale;
}

export const requestLocale = (request: Request): Locale =>
  pickLocale(
    readCookies(request.headers.get("cookie")).get(LOCALE_COOKIE),
    request.headers.get("accept-language"),
  );
