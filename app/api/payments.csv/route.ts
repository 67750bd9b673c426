import { readActor } from "#lib/auth/read-actor.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { route } from "#lib/http/route.ts";
import { paymentFilterSchema, readPaymentFilter } from "#lib/payments/payment-filter-schema.ts";
import { paymentsCsv } from "#lib/payments/payments-csv.ts";

export const GET = route(async (request) => {
  const actor = await readActor(request);
  const filter = parseInput(paymentFilterSchema, readPaymentFilter(new URL(request.url).searchParams));
  const headers = {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": 'attachment; filename="payments.csv"',
  };
  return new Response(await paymentsCsv(actor, filter), { headers });
});
