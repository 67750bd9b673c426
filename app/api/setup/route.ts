import { setupInput, setupRequest } from "#lib/auth/account-schema.ts";
import { completeSetup } from "#lib/auth/complete-setup.ts";
import { readJson } from "#lib/http/body.ts";
import { clientIp } from "#lib/http/client-ip.ts";
import { networkOf } from "#lib/http/network-of.ts";
import { assertSameOrigin } from "#lib/http/origin.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { route } from "#lib/http/route.ts";

/** The first owner, by the link that the start of the hub printed. */
export const POST = route(async (request) => {
  assertSameOrigin(request);
  const body = await readJson(request);
  const { token } = parseInput(setupRequest, body);
  await completeSetup({ token, ...parseInput(setupInput, body) }, networkOf(clientIp(request)));
  return new Response(null, { status: 201 });
});
