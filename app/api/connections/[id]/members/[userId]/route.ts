import { readActor } from "#lib/auth/read-actor.ts";
import { readJson } from "#lib/http/body.ts";
import { assertSameOrigin } from "#lib/http/origin.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { route } from "#lib/http/route.ts";
import { assertRole } from "#lib/team/assert-role.ts";
import { changeRole } from "#lib/team/change-role.ts";
import { getTeam } from "#lib/team/get-team.ts";
import { roleInput } from "#lib/team/member-schema.ts";
import { removeMember } from "#lib/team/remove-member.ts";

interface Params extends Record<string, string> {
  id: string;
  userId: string;
}

/** Another role for a member. */
export const PATCH = route<Params>(async (request, { params }) => {
  assertSameOrigin(request);
  const actor = await readActor(request);
  const { id, userId } = await params;
  await assertRole(actor, id, "owner"); // strangers learn nothing from what is wrong with their input
  const { role } = parseInput(roleInput, await readJson(request));
  await changeRole(actor, id, userId, role);
  return Response.json(await getTeam(actor, id));
});

/** Ends a membership; one's own is leaving. */
export const DELETE = route<Params>(async (request, { params }) => {
  assertSameOrigin(request);
  const actor = await readActor(request);
  const { id, userId } = await params;
  await removeMember(actor, id, userId);
  return new Response(null, { status: 204 });
});
