import { readActor } from "#lib/auth/read-actor.ts";
import { readJson } from "#lib/http/body.ts";
import { assertSameOrigin } from "#lib/http/origin.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { route } from "#lib/http/route.ts";
import { listRuns } from "#lib/reconciliation/list-runs.ts";
import { newRunSchema, readQuery, runFilterSchema } from "#lib/reconciliation/reconciliation-schema.ts";
import { startRun } from "#lib/reconciliation/start-run.ts";

export const GET = route(async (request) => {
  const actor = await readActor(request);
  const filter = parseInput(runFilterSchema, readQuery(runFilterSchema, new URL(request.url).searchParams));
  return Response.json(await listRuns(actor, filter));
});

/** Starts a comparison; it goes on after the answer. */
export const POST = route(async (request) => {
  assertSameOrigin(request);
  const actor = await readActor(request);
  return Response.json(await startRun(actor, parseInput(newRunSchema, await readJson(request))), { status: 202 });
});
