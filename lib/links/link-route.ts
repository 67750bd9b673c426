import { routeWith } from "#lib/http/route.ts";
import { requestLocale } from "#lib/i18n/request-locale.ts";
import { noticeResponse } from "./notice-page.ts";

/** Whatever goes wrong, a payer sees a page in his language and never an error of ours. */
export const linkRoute = routeWith(async (error, request) => {
  const locale = requestLocale(request);
  if (error?.code !== "too_many_requests") return noticeResponse({ word: "unreachable", locale, shop: null }, 503);
  const response = await noticeResponse({ word: "busy", locale, shop: null }, 429);
  response.headers.set("retry-after", String(error.retryAfterSeconds ?? 60));
  return response;
});
