import { readActor } from "#lib/auth/read-actor.ts";
import { readJson } from "#lib/http/body.ts";
import { assertSameOrigin } from "#lib/http/origin.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { type Handler, route } from "#lib/http/route.ts";
import { actOnPayment, type PaymentAction } from "./act-on-payment.ts";
import { paymentActionSchema } from "./payment-action-schema.ts";

/** POST /api/payments/{id}/{action} with `{amount?}`: answers with the payment as it is afterwards. */
export const paymentActionRoute = (action: PaymentAction): Handler<{ id: string }> =>
  route(async (request, { params }) => {
    assertSameOrigin(request);
    const actor = await readActor(request);
    const { amount = null, attemptId = null } = parseInput(paymentActionSchema, await readJson(request));
    return Response.json(await actOnPayment(actor, (await params).id, action, { amount, attemptId }));
  });
