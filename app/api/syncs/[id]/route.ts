import { readActor } from "#lib/auth/read-actor.ts";
import { readJson } from "#lib/http/body.ts";
import { assertSameOrigin } from "#lib/http/origin.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { route } from "#lib/http/route.ts";
import { requestLocale } from "#lib/i18n/request-locale.ts";
import { disableSync } from "#lib/syncs/disable-sync.ts";
import { getSync } from "#lib/syncs/get-sync.ts";
import { syncPatchInput } from "#lib/syncs/sync-schema.ts";
import { updateSync } from "#lib/syncs/update-sync.ts";

type Params = { id: string };

export const GET = route<Params>(async (request, { params }) => {
  const actor = await readActor(request);
  return Response.json(await getSync(actor, (await params).id, requestLocale(request)));
});

export const PATCH = route<Params>(async (request, { params }) => {
  assertSameOrigin(request);
  const actor = await readActor(request);
  const patch = parseInput(syncPatchInput, await readJson(request));
  return Response.json(await updateSync(actor, (await params).id, patch, requestLocale(request)));
});

/** Switches off; nothing is deleted. */
export const DELETE = route<Params>(async (request, { params }) => {
  assertSameOrigin(request);
  const actor = await readActor(request);
  return Response.json(await disableSync(actor, (await params).id, requestLocale(request)));
});
