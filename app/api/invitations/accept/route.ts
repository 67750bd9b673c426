import { readActor } from "#lib/auth/read-actor.ts";
import { readJson } from "#lib/http/body.ts";
import { assertSameOrigin } from "#lib/http/origin.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { consume } from "#lib/http/rate-limit.ts";
import { route } from "#lib/http/route.ts";
import { acceptInvitation } from "#lib/team/accept-invitation.ts";
import { invitationUses } from "#lib/team/join-limit.ts";
import { invitationToken } from "#lib/team/member-schema.ts";

/** A signed-in person joins by a link. The token travels in the body: addresses end up in logs. */
export const POST = route(async (request) => {
  assertSameOrigin(request);
  const actor = await readActor(request);
  const { token } = parseInput(invitationToken, await readJson(request));
  await consume(invitationUses, actor.userId);
  return Response.json(await acceptInvitation(actor, token));
});
