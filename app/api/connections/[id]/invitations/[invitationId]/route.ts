import { readActor } from "#lib/auth/read-actor.ts";
import { assertSameOrigin } from "#lib/http/origin.ts";
import { route } from "#lib/http/route.ts";
import { revokeInvitation } from "#lib/team/revoke-invitation.ts";

export const DELETE = route<{ id: string; invitationId: string }>(async (request, { params }) => {
  assertSameOrigin(request);
  const actor = await readActor(request);
  const { id, invitationId } = await params;
  await revokeInvitation(actor, id, invitationId);
  return new Response(null, { status: 204 });
});
