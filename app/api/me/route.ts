import { preferencesInput } from "#lib/auth/account-schema.ts";
import { getAccount } from "#lib/auth/get-account.ts";
import { readActor } from "#lib/auth/read-actor.ts";
import { updatePreferences } from "#lib/auth/update-preferences.ts";
import { readJson } from "#lib/http/body.ts";
import { assertSameOrigin } from "#lib/http/origin.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { route } from "#lib/http/route.ts";

export const GET = route(async (request) => Response.json(await getAccount(await readActor(request))));

export const PATCH = route(async (request) => {
  assertSameOrigin(request);
  const actor = await readActor(request);
  await updatePreferences(actor, parseInput(preferencesInput, await readJson(request)));
  return Response.json(await getAccount(actor));
});
