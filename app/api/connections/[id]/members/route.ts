import { readActor } from "#lib/auth/read-actor.ts";
import { route } from "#lib/http/route.ts";
import { getTeam } from "#lib/team/get-team.ts";

/** Who belongs to the connection; to owners also open invitations and requests for access. */
export const GET = route<{ id: string }>(async (request, { params }) => {
  const actor = await readActor(request);
  return Response.json(await getTeam(actor, (await params).id));
});
