import { handleRegister, moduleSecret } from "#lib/connections/handle-register.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { registerSchema } from "#lib/retailcrm/account-schemas.ts";
import { callbackRoute } from "#lib/retailcrm/callback-answer.ts";
import { readCallbackForm, structureIn } from "#lib/retailcrm/callback-body.ts";

/** One-click connection. Some callers send the structure itself as the body. */
export const POST = callbackRoute(async (request) => {
  moduleSecret();
  const form = await readCallbackForm(request);
  const structure = structureIn(form, "register") ?? ("token" in form ? form : {});
  return handleRegister(parseInput(registerSchema, structure));
});
