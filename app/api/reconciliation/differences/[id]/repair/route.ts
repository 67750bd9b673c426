import { readActor } from "#lib/auth/read-actor.ts";
import { assertSameOrigin } from "#lib/http/origin.ts";
import { route } from "#lib/http/route.ts";
import { repairDifference } from "#lib/reconciliation/repair-difference.ts";

export const POST = route<{ id: string }>(async (request, { params }) => {
  assertSameOrigin(request);
  const actor = await readActor(request);
  return Response.json(await repairDifference(actor, (await params).id));
});
