import { readActor } from "#lib/auth/read-actor.ts";
import { newDrillSchema } from "#lib/drills/drill-schema.ts";
import { listDrills } from "#lib/drills/list-drills.ts";
import { startDrill } from "#lib/drills/start-drill.ts";
import { readJson } from "#lib/http/body.ts";
import { assertSameOrigin } from "#lib/http/origin.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { route } from "#lib/http/route.ts";

/** Failures that can be rehearsed on a sync of the sandbox, and how the last ones went. */
export const GET = route<{ id: string }>(async (request, { params }) => Response.json(await listDrills(await readActor(request), (await params).id)));

/** Rehearses one; how the hub copes with it goes on after the answer. */
export const POST = route<{ id: string }>(async (request, { params }) => {
  assertSameOrigin(request);
  const actor = await readActor(request);
  const { kind } = parseInput(newDrillSchema, await readJson(request));
  return Response.json(await startDrill(actor, (await params).id, kind), { status: 202 });
});
