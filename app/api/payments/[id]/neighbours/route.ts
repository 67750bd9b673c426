import { readActor } from "#lib/auth/read-actor.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { route } from "#lib/http/route.ts";
import { findNeighbours } from "#lib/payments/find-neighbours.ts";
import { paymentFilterSchema, readPaymentFilter } from "#lib/payments/payment-filter-schema.ts";

export const GET = route<{ id: string }>(async (request, { params }) => {
  const actor = await readActor(request);
  const filter = parseInput(paymentFilterSchema, readPaymentFilter(new URL(request.url).searchParams));
  return Response.json(await findNeighbours(actor, (await params).id, filter));
});
