import { readActor } from "#lib/auth/read-actor.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { route } from "#lib/http/route.ts";
import { differencesCsv } from "#lib/reconciliation/differences-csv.ts";
import { differenceFilterSchema, readQuery } from "#lib/reconciliation/reconciliation-schema.ts";

export const GET = route(async (request) => {
  const actor = await readActor(request);
  const filter = parseInput(differenceFilterSchema, readQuery(differenceFilterSchema, new URL(request.url).searchParams));
  const headers = {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": 'attachment; filename="reconciliation.csv"',
  };
  return new Response(differencesCsv(actor, filter), { headers });
});
