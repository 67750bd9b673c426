import { requestLocale } from "#lib/i18n/request-locale.ts";
import { noticeResponse } from "./notice-page.ts";

/** The same for every slug, known or not: nobody can look for links with it. */
export async function previewHead(request: Request): Promise<Response> {
  const { status, headers } = await noticeResponse({ word: "preview", locale: requestLocale(request), shop: null });
  return new Response(null, { status, headers });
}
