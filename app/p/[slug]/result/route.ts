import type { Handler } from "#lib/http/route.ts";
import { requestLocale } from "#lib/i18n/request-locale.ts";
import { countMiss } from "#lib/links/count-miss.ts";
import { linkRoute } from "#lib/links/link-route.ts";
import { linkShop, shopUrl } from "#lib/links/link-shop.ts";
import { noticeResponse } from "#lib/links/notice-page.ts";
import { paymentResult } from "#lib/links/payment-result.ts";
import { previewHead } from "#lib/links/preview-head.ts";
import { isPreviewRobot } from "#lib/links/visitor.ts";

type Params = { slug: string };

/** Where the bank returns the payer. Arriving here proves nothing: the bank is asked. */
const show: Handler<Params> = async (request, { params }) => {
  const { slug } = await params;
  if (isPreviewRobot(request.headers.get("user-agent"))) return noticeResponse({ word: "preview", locale: requestLocale(request), shop: null });
  const result = await paymentResult(slug);
  if (!result) {
    await countMiss(request);
    return noticeResponse({ word: "unknown", locale: requestLocale(request), shop: null }, 404);
  }
  const { link, word } = result;
  return noticeResponse({
    word,
    locale: link.connection.locale,
    shop: linkShop(link),
    backUrl: shopUrl(link),
    ...((word === "unpaid" || word === "waiting") && { againUrl: `/p/${slug}` }),
    ...((word === "processing" || word === "waiting") && { refreshSeconds: word === "processing" ? 4 : 10 }),
  });
};

export const GET = linkRoute(show);

export const HEAD = linkRoute<Params>(previewHead);
