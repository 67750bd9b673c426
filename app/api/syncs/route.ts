import { readActor } from "#lib/auth/read-actor.ts";
import { readJson } from "#lib/http/body.ts";
import { assertSameOrigin } from "#lib/http/origin.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { route } from "#lib/http/route.ts";
import { requestLocale } from "#lib/i18n/request-locale.ts";
import { createSync } from "#lib/syncs/create-sync.ts";
import { listSyncs } from "#lib/syncs/list-syncs.ts";
import { newSyncInput } from "#lib/syncs/sync-schema.ts";

export const GET = route(async (request) => {
  const actor = await readActor(request);
  return Response.json({ items: await listSyncs(actor, requestLocale(request)) });
});

export const POST = route(async (request) => {
  assertSameOrigin(request);
  const actor = await readActor(request);
  const input = parseInput(newSyncInput, await readJson(request));
  return Response.json(await createSync(actor, input, requestLocale(request)), { status: 201 });
});
