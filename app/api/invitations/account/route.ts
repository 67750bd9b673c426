import { readJson } from "#lib/http/body.ts";
import { clientIp } from "#lib/http/client-ip.ts";
import { networkOf } from "#lib/http/network-of.ts";
import { assertSameOrigin } from "#lib/http/origin.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { route } from "#lib/http/route.ts";
import { joinWithAccount } from "#lib/team/join-with-account.ts";
import { invitationToken, newMemberInput } from "#lib/team/member-schema.ts";

/** Somebody without an account makes one with the link, and is a member at once. */
export const POST = route(async (request) => {
  assertSameOrigin(request);
  const body = await readJson(request);
  const { token } = parseInput(invitationToken, body);
  const joined = await joinWithAccount({ token, ...parseInput(newMemberInput, body) }, networkOf(clientIp(request)));
  return Response.json(joined, { status: 201 });
});
