import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { LOCALE_COOKIE } from "./locales.ts";
import { pickLocale } from "./request-locale.ts";
import { messagesOf } from "./translator.ts";

/** next-intl's configuration of one request: the language comes from a cookie, not from the address. */
export default getRequestConfig(async () => {
  const locale = pickLocale((await cookies()).get(LOCALE_COOKIE)?.value, (await headers()).get("accept-language"));
  return { locale, messages: messagesOf[locale], timeZone: "Europe/Moscow" };
});
