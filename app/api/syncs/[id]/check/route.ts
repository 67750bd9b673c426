import { readActor } from "#lib/auth/read-actor.ts";
import { assertSameOrigin } from "#lib/http/origin.ts";
import { route } from "#lib/http/route.ts";
import { requestLocale } from "#lib/i18n/request-locale.ts";
import { checkSync } from "#lib/syncs/check-sync.ts";

/** Tries the stored login of a sync. */
export const POST = route<{ id: string }>(async (request, { params }) => {
  assertSameOrigin(request);
  const actor = await readActor(request);
  return Response.json(await checkSync(actor, (await params).id, requestLocale(request)));
});
