import { readActor } from "#lib/auth/read-actor.ts";
import { route } from "#lib/http/route.ts";
import { getPayment } from "#lib/payments/get-payment.ts";

export const GET = route<{ id: string }>(async (request, { params }) => {
  const actor = await readActor(request);
  return Response.json(await getPayment(actor, (await params).id));
});
