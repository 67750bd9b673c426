import { readActor } from "#lib/auth/read-actor.ts";
import { assertSameOrigin } from "#lib/http/origin.ts";
import { consume } from "#lib/http/rate-limit.ts";
import { route } from "#lib/http/route.ts";
import { accessRequests } from "#lib/team/join-limit.ts";
import { requestAccess } from "#lib/team/request-access.ts";

/** Asks the owners to be let in. The answer is the same whether there is such a connection or not. */
export const POST = route<{ id: string }>(async (request, { params }) => {
  assertSameOrigin(request);
  const actor = await readActor(request);
  await consume(accessRequests, actor.userId);
  await requestAccess(actor, (await params).id);
  return new Response(null, { status: 202 });
});
