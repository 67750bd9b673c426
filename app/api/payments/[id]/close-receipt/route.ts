import { readActor } from "#lib/auth/read-actor.ts";
import { assertSameOrigin } from "#lib/http/origin.ts";
import { route } from "#lib/http/route.ts";
import { closeReceipt } from "#lib/receipts/close-receipt.ts";

/** The settlement receipt after a prepayment; answers with the payment as it is afterwards. */
export const POST = route<{ id: string }>(async (request, { params }) => {
  assertSameOrigin(request);
  const actor = await readActor(request);
  return Response.json(await closeReceipt(actor, (await params).id));
});
