import { codeInput } from "#lib/auth/account-schema.ts";
import { readActor } from "#lib/auth/read-actor.ts";
import { confirmSecondStep } from "#lib/auth/second-step.ts";
import { readJson } from "#lib/http/body.ts";
import { assertSameOrigin } from "#lib/http/origin.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(async (request) => {
  assertSameOrigin(request);
  const actor = await readActor(request);
  const { code } = parseInput(codeInput, await readJson(request));
  return Response.json({ recoveryCodes: await confirmSecondStep(actor, code) });
});
