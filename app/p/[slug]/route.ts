import type { Handler } from "#lib/http/route.ts";
import { requestLocale } from "#lib/i18n/request-locale.ts";
import { countMiss } from "#lib/links/count-miss.ts";
import { findLink } from "#lib/links/find-link.ts";
import type { Notice } from "#lib/links/link-decision.ts";
import { linkRoute } from "#lib/links/link-route.ts";
import { linkShop, shopUrl } from "#lib/links/link-shop.ts";
import { noticeResponse } from "#lib/links/notice-page.ts";
import { openLink } from "#lib/links/open-link.ts";
import { previewHead } from "#lib/links/preview-head.ts";
import { isPreviewRobot } from "#lib/links/visitor.ts";

type Params = { slug: string };

const statusOf: Partial<Record<Notice, number>> = { unknown: 404, busy: 503, unreachable: 503, refused: 503 };
const worthAnotherTry: readonly Notice[] = ["busy", "unreachable", "refused"];

/** For robots that draw previews: says whose link it is and touches nothing. */
async function preview(slug: string, request: Request): Promise<Response> {
  const link = await findLink(slug);
  if (!link) await countMiss(request);
  const locale = link?.connection.locale ?? requestLocale(request);
  return noticeResponse({ word: "preview", locale, shop: link && { ...linkShop(link), amount: null } });
}

async function notice(slug: string, word: Notice, request: Request): Promise<Response> {
  const link = await findLink(slug);
  return noticeResponse(
    {
      word,
      locale: link?.connection.locale ?? requestLocale(request),
      shop: link && linkShop(link),
      backUrl: link && shopUrl(link),
      ...(worthAnotherTry.includes(word) && { againUrl: `/p/${slug}` }),
    },
    statusOf[word] ?? 200,
  );
}

const open: Handler<Params> = async (request, { params }) => {
  const { slug } = await params;
  if (isPreviewRobot(request.headers.get("user-agent"))) return preview(slug, request);
  const opened = await openLink(slug);
  if (opened.kind === "form") {
    const headers = { location: opened.formUrl, "referrer-policy": "no-referrer" };
    return new Response(null, { status: 302, headers });
  }
  if (opened.notice === "unknown") await countMiss(request);
  return notice(slug, opened.notice, request);
};

export const GET = linkRoute(open);

export const HEAD = linkRoute<Params>(previewHead);
