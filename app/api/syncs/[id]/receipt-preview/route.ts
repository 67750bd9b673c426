import { readActor } from "#lib/auth/read-actor.ts";
import { readJson } from "#lib/http/body.ts";
import { assertSameOrigin } from "#lib/http/origin.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { consume } from "#lib/http/rate-limit.ts";
import { route } from "#lib/http/route.ts";
import { requestLocale } from "#lib/i18n/request-locale.ts";
import { previewReceipt } from "#lib/receipts/preview-receipt.ts";
import { previewInput } from "#lib/receipts/preview-schema.ts";

/** Per person: enough to try out settings, too few to keep the server busy with orders of two thousand lines. */
const previews = { name: "receipt-previews", points: 60, seconds: 60 } as const;

/** What a receipt would look like: of a stored payment, or of a pasted RetailCRM call. */
export const POST = route<{ id: string }>(async (request, { params }) => {
  assertSameOrigin(request);
  const actor = await readActor(request);
  const input = parseInput(previewInput, await readJson(request, 1_000_000));
  await consume(previews, actor.userId);
  return Response.json(await previewReceipt(actor, (await params).id, input, requestLocale(request)));
});
