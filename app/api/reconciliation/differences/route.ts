import { readActor } from "#lib/auth/read-actor.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { route } from "#lib/http/route.ts";
import { listDifferences } from "#lib/reconciliation/list-differences.ts";
import { differenceFilterSchema, readQuery } from "#lib/reconciliation/reconciliation-schema.ts";

export const GET = route(async (request) => {
  const actor = await readActor(request);
  const filter = parseInput(differenceFilterSchema, readQuery(differenceFilterSchema, new URL(request.url).searchParams));
  return Response.json(await listDifferences(actor, filter));
});
