import { readActor } from "#lib/auth/read-actor.ts";
import { revokeSession } from "#lib/auth/revoke-session.ts";
import { assertSameOrigin } from "#lib/http/origin.ts";
import { route } from "#lib/http/route.ts";

export const DELETE = route<{ id: string }>(async (request, { params }) => {
  assertSameOrigin(request);
  await revokeSession(await readActor(request), (await params).id);
  return new Response(null, { status: 204 });
});
