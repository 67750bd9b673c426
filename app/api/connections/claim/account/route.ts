import { claimWithAccount } from "#lib/connections/claim-with-account.ts";
import { claimInput } from "#lib/connections/connection-schema.ts";
import { readJson } from "#lib/http/body.ts";
import { clientIp } from "#lib/http/client-ip.ts";
import { networkOf } from "#lib/http/network-of.ts";
import { assertSameOrigin } from "#lib/http/origin.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { route } from "#lib/http/route.ts";
import { newMemberInput } from "#lib/team/member-schema.ts";

/** A merchant who comes from the CRM's one-click connection and has no account yet. */
export const POST = route(async (request) => {
  assertSameOrigin(request);
  const body = await readJson(request);
  const { token } = parseInput(claimInput, body);
  const claimed = await claimWithAccount({ token, ...parseInput(newMemberInput, body) }, networkOf(clientIp(request)));
  return Response.json(claimed, { status: 201 });
});
