import { readActor } from "#lib/auth/read-actor.ts";
import { readJson } from "#lib/http/body.ts";
import { assertSameOrigin } from "#lib/http/origin.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { route } from "#lib/http/route.ts";
import { assertRole } from "#lib/team/assert-role.ts";
import { inviteMember } from "#lib/team/invite-member.ts";
import { invitationInput } from "#lib/team/member-schema.ts";

/** A one-time link for somebody new; shown in this answer only. */
export const POST = route<{ id: string }>(async (request, { params }) => {
  assertSameOrigin(request);
  const actor = await readActor(request);
  const { id } = await params;
  await assertRole(actor, id, "owner");
  const invitation = await inviteMember(actor, id, parseInput(invitationInput, await readJson(request)));
  return Response.json(invitation, { status: 201 });
});
