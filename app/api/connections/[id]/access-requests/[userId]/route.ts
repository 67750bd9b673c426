import { readActor } from "#lib/auth/read-actor.ts";
import { readJson } from "#lib/http/body.ts";
import { assertSameOrigin } from "#lib/http/origin.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { route } from "#lib/http/route.ts";
import { approveRequest, declineRequest } from "#lib/team/answer-request.ts";
import { assertRole } from "#lib/team/assert-role.ts";
import { getTeam } from "#lib/team/get-team.ts";
import { roleInput } from "#lib/team/member-schema.ts";

interface Params extends Record<string, string> {
  id: string;
  userId: string;
}

/** Lets in who asked, with a role. */
export const POST = route<Params>(async (request, { params }) => {
  assertSameOrigin(request);
  const actor = await readActor(request);
  const { id, userId } = await params;
  await assertRole(actor, id, "owner");
  const { role } = parseInput(roleInput, await readJson(request));
  await approveRequest(actor, id, userId, role);
  return Response.json(await getTeam(actor, id));
});

/** Does not let him in. */
export const DELETE = route<Params>(async (request, { params }) => {
  assertSameOrigin(request);
  const actor = await readActor(request);
  const { id, userId } = await params;
  await declineRequest(actor, id, userId);
  return new Response(null, { status: 204 });
});
