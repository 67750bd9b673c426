import { passwordChangeInput } from "#lib/auth/account-schema.ts";
import { changePassword } from "#lib/auth/change-password.ts";
import { readActor } from "#lib/auth/read-actor.ts";
import { readJson } from "#lib/http/body.ts";
import { assertSameOrigin } from "#lib/http/origin.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(async (request) => {
  assertSameOrigin(request);
  const actor = await readActor(request);
  await changePassword(actor, parseInput(passwordChangeInput, await readJson(request)));
  return new Response(null, { status: 204 });
});
