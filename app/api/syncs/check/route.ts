import { readActor } from "#lib/auth/read-actor.ts";
import { readJson } from "#lib/http/body.ts";
import { assertSameOrigin } from "#lib/http/origin.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { route } from "#lib/http/route.ts";
import { requestLocale } from "#lib/i18n/request-locale.ts";
import { tryBankLogin } from "#lib/syncs/judge-bank-login.ts";
import { bankLoginInput } from "#lib/syncs/sync-schema.ts";

/** Tries a login without saving it. */
export const POST = route(async (request) => {
  assertSameOrigin(request);
  const actor = await readActor(request);
  const input = parseInput(bankLoginInput, await readJson(request));
  return Response.json(await tryBankLogin(actor.userId, input, requestLocale(request)));
});
